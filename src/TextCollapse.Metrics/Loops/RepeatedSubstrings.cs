using System.Numerics;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.LongRange;

namespace TextCollapse.Metrics.Loops;

/// <summary>
/// Substrings that occur at least twice in some documents, including overlapping occurrences: the longest repeated substring, and how much
/// of the text lies in repeats of at least L characters (Lee et al. 2022, "Deduplicating training data makes language models better").
/// Linear time.
/// </summary>
public sealed class RepeatedSubstrings
{
    private readonly Repeats _repeats;

    internal RepeatedSubstrings(Repeats repeats) => _repeats = repeats;

    /// <summary>Finds the repeats of the documents; none crosses a document boundary.</summary>
    public static RepeatedSubstrings Of(IReadOnlyList<Document> documents, int threads = 1) => new(Repeats.Of(documents, threads));

    /// <summary>The match lengths of the same documents, from the same suffix array.</summary>
    public MatchLengths MatchLengths(int threads = 1) => LongRange.MatchLengths.Of(_repeats, threads);

    /// <summary>
    /// The longest substring that occurs twice: the document and place of its first occurrence, and its length, 0 if nothing repeats.
    /// </summary>
    public (int Document, int Start, int Length) Longest()
    {
        int length = 0, start = 0;
        for (var i = 1; i < _repeats.Shared.Length; i++)
            if (_repeats.Shared[i] >= length && _repeats.Shared[i] > 0)
            {
                var first = Math.Min(_repeats.Suffixes[i], _repeats.Suffixes[i - 1]);
                start = _repeats.Shared[i] > length ? first : Math.Min(start, first);
                length = _repeats.Shared[i];
            }
        var document = Array.BinarySearch(_repeats.Text.Ends, start);
        document = document < 0 ? ~document : document;
        return (document, start - (document == 0 ? 0 : _repeats.Text.Ends[document - 1] + 1), length);
    }

    /// <summary>Characters that lie in some window of <paramref name="length"/> characters that occurs at least twice.</summary>
    public long Covered(int length) => Ranges(length).Sum(range => (long)range.End - range.Start);

    /// <summary><see cref="Covered"/> as a share of all characters, 0 to 1; undefined for an empty text.</summary>
    public Measurement CoveredShare(int length) => Measurement.Ratio(Covered(length), _repeats.Text.Characters, "the text is empty");

    /// <summary>
    /// The maximal runs of covered characters, [Start, End), as positions in the concatenated documents with one separator between two.
    /// </summary>
    internal IEnumerable<(int Start, int End)> Ranges(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        var starts = Starts(length);
        int from = 0, to = 0;
        for (var word = 0; word < starts.Length; word++)
            for (var left = starts[word]; left != 0; left &= left - 1)
            {
                var i = (word << 6) + BitOperations.TrailingZeroCount(left);
                if (i > to)
                {
                    if (to > from)
                        yield return (from, to);
                    from = i;
                }
                to = i + length;
            }
        if (to > from)
            yield return (from, to);
    }

    /// <summary>A bit for each position, set if the window of the given length that starts there occurs at least twice.</summary>
    private ulong[] Starts(int length)
    {
        var starts = new ulong[(_repeats.Shared.Length >> 6) + 1];
        for (var i = 1; i < _repeats.Shared.Length; i++)
            if (_repeats.Shared[i] >= length)
            {
                Mark(_repeats.Suffixes[i]);
                Mark(_repeats.Suffixes[i - 1]);
            }
        return starts;

        void Mark(int position) => starts[position >> 6] |= 1UL << position;
    }
}
