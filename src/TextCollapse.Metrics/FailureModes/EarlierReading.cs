using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.FailureModes;

/// <summary>
/// The training text of all generations of a chain so far, as sets of n-grams that grow with each generation. Gives the results of a suffix
/// array of all training text at the cost of one generation.
/// </summary>
public sealed class EarlierReading
{
    private const int Copied = 50;

    private static readonly MetricColumn CopiedEarlier = new("copied_earlier_50", "share of characters", CollapseDirection.Raises,
        "How much of the text was copied from the training text of any generation so far?",
        "characters in matches of 50 or more with the training text of this and every earlier generation (the oldest after 0 dropped "
            + "beyond 16.8 million n-grams) / characters",
        "Carlini et al. 2023")
    { Label = "text copied from earlier training text" };

    private static readonly MetricColumn NovelEarlier = new("novel_earlier_8", "share of n-grams", CollapseDirection.Lowers,
        "How much of the text does not occur in any training text so far?",
        "8-grams absent from the training text of this and every earlier generation / 8-grams",
        "McCoy et al. 2023")
    { Label = "novel 8-grams" };

    private static readonly MetricColumn NovelEarlierHeldOut = new("novel_earlier_held_out_8", "share of n-grams", CollapseDirection.Either,
        "How much of held-out real text does not occur in any training text so far? It also falls as more is trained on.",
        "the same for held-out real text",
        "own")
    { Label = "novel 8-grams of held-out real text" };

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<MetricColumn> Declared { get; } = [CopiedEarlier, NovelEarlier, NovelEarlierHeldOut];

    private readonly SeenNgrams _copied = new(), _novel = new();
    private HashSet<Document> _last = [];
    private HashSet<Document>? _first;

    /// <summary>The number of generations added.</summary>
    public int Generations { get; private set; }

    /// <summary>Adds the training text of the next generation. Documents of the last generation or generation 0 are skipped.</summary>
    /// <param name="read">The training text.</param>
    /// <param name="sorted">Texts that are already sorted, in case one of them is all that is new.</param>
    public void Add(Corpus read, params ReadOnlySpan<SortedText> sorted)
    {
        var now = new HashSet<Document>(read.Documents, ReferenceEqualityComparer.Instance);
        var added = now.Where(document => !_last.Contains(document) && _first?.Contains(document) != true).ToArray();
        var text = new SortedText(new Corpus(read.Alphabet, added));
        foreach (var known in sorted)
            if (known.Text.Documents.SequenceEqual(added, ReferenceEqualityComparer.Instance))
                text = known;
        Parallel.Invoke(() => _copied.Add(NgramKeys.Sorted(added, Copied)), () => _novel.Add(text.LongestNgrams()));
        (_last, _first) = (now, _first ?? now);
        Generations++;
    }

    /// <summary>
    /// <c>copied_earlier_50</c> and <c>novel_earlier_8</c> of a text, and the latter for held-out real text, as a reference: the more
    /// training text, the less is new in any text.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, Measurement>> Columns(SortedText written, SortedText heldOut)
    {
        Measurement copied = default, novel = default, novelReal = default;
        Parallel.Invoke(() => copied = CopiedShare(written.Text.Documents), () =>
            (novel, novelReal) = (NovelShare(written), NovelShare(heldOut)));
        return [CopiedEarlier.Is(copied), NovelEarlier.Is(novel), NovelEarlierHeldOut.Is(novelReal)];
    }

    private Measurement NovelShare(SortedText written)
    {
        var keys = written.LongestNgrams();
        return Measurement.Ratio(_novel.In(keys).Count(known => !known), keys.Length, $"no document has {NgramSpectra.Orders} characters");
    }

    /// <summary>A character lies in a match of 50 or more exactly where it lies in a known 50-gram.</summary>
    public Measurement CopiedShare(IReadOnlyList<Document> written)
    {
        var keys = NgramKeys.Distinct(NgramKeys.Sorted(written, Copied));
        var marks = _copied.In(keys);
        var known = new HashSet<ulong>();
        for (var i = 0; i < keys.Length; i++)
            if (marks[i])
                known.Add(keys[i]);
        long copied = 0, all = 0;
        var room = new ulong[written.Select(document => document.Length).DefaultIfEmpty().Max()];
        foreach (var document in written)
        {
            all += document.Length;
            if (known.Count == 0)
                continue;
            var own = NgramKeys.Of(document.Symbols.Span, Copied, room);
            for (int i = 0, to = 0; i < own.Length; i++)
                if (known.Contains(own[i]))
                {
                    copied += i + Copied - Math.Max(to, i);
                    to = i + Copied;
                }
        }
        return Measurement.Ratio(copied, all, "the text is empty");
    }
}
