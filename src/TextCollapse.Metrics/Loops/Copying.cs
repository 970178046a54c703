using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Loops;

/// <summary>
/// How much of a text was copied from another (its training text): matching statistics, the longest prefix of every suffix that occurs in
/// the other text (Chang and Lawler 1994), from one suffix array of both. Linear time; no match crosses a document boundary.
/// </summary>
public sealed class Copying
{
    private readonly int[][] _matches;

    private Copying(int[][] matches) => _matches = matches;

    /// <summary>Compares <paramref name="generated"/> with <paramref name="training"/>.</summary>
    public static Copying Of(IReadOnlyList<Document> generated, IReadOnlyList<Document> training, int threads = 1)
    {
        var repeats = Repeats.Of([.. training, .. generated], threads);
        var suffixes = repeats.Suffixes;
        var border = training.Count == 0 ? 0 : repeats.Text.Ends[training.Count - 1] + 1;
        var matches = new int[repeats.Text.Length - border];

        // The common prefix of two suffixes is the minimum of the common prefixes of the neighbours between them.
        for (int i = 0, shared = 0; i < suffixes.Length; i++)
        {
            var position = suffixes[i];
            shared = Math.Min(shared, repeats.Shared[i]);
            if (position < border)
                shared = int.MaxValue;
            else
                matches[position - border] = shared;
        }
        for (int i = suffixes.Length - 1, shared = 0; i >= 0; i--)
        {
            var position = suffixes[i];
            if (position < border)
                shared = int.MaxValue;
            else
                matches[position - border] = Math.Max(matches[position - border], shared);
            shared = Math.Min(shared, repeats.Shared[i]);
        }

        var ends = repeats.Text.Ends.AsSpan(training.Count);
        var byDocument = new int[generated.Count][];
        for (int d = 0, start = border; d < byDocument.Length; start = ends[d++] + 1)
            byDocument[d] = matches[(start - border)..(ends[d] - border)];
        return new Copying(byDocument);
    }

    /// <summary>For every character of every generated document, the length of the longest match that starts there.</summary>
    public IReadOnlyList<int[]> MatchingStatistics => _matches;

    /// <summary>Length of the longest common substring; undefined if the text is empty.</summary>
    public Measurement LongestCommonSubstring
        => _matches.Sum(document => (long)document.Length) == 0 ? Measurement.Undefined("the text is empty")
            : _matches.Max(document => document.DefaultIfEmpty().Max());

    /// <summary>The share of the n-grams, counted with repetition, that do not occur in the training text.</summary>
    public Measurement NovelShare(int order)
    {
        long novel = 0, all = 0;
        foreach (var document in _matches)
            for (var i = 0; i + order <= document.Length; i++)
            {
                all++;
                if (document[i] < order)
                    novel++;
            }
        return Measurement.Ratio(novel, all, $"no document has {order} characters");
    }

    /// <summary>The share of the characters that lie in a match of at least <paramref name="length"/> characters.</summary>
    public Measurement CopiedShare(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        long copied = 0, all = 0;
        foreach (var document in _matches)
        {
            all += document.Length;
            for (int i = 0, to = 0; i < document.Length; i++)
            {
                if (document[i] >= length)
                    to = Math.Max(to, i + document[i]);
                if (i < to)
                    copied++;
            }
        }
        return Measurement.Ratio(copied, all, "the text is empty");
    }
}
