using System.Runtime.InteropServices;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.FailureModes;

/// <summary>
/// The n-grams of one order that the generations of a chain read, as sorted sets: generation 0's, and one for each span of later
/// generations. Small
/// neighbours are merged, so that a look into a thousand generations costs hardly more than one into ten.
/// </summary>
/// <param name="most">Beyond so many n-grams the oldest spans after generation 0 are forgotten.</param>
internal sealed class SeenNgrams(int most = SeenNgrams.Most)
{
    /// <summary>40 generations of 400,000 characters: 128 MB.</summary>
    internal const int Most = 1 << 24;

    /// <summary>A span holds at most this share of what is remembered: a part is forgotten at a time.</summary>
    private const int Spans = 8;

    private readonly List<ulong[]> _sets = [];

    /// <summary>Sets kept.</summary>
    internal int Sets => _sets.Count;

    /// <summary>Keys kept.</summary>
    internal long Keys => _sets.Sum(set => (long)set.Length);

    /// <summary>Adds the keys of what the next generation read.</summary>
    public void Add(ulong[] sorted)
    {
        var keys = NgramKeys.Distinct(sorted);
        if (keys.Length == 0 && _sets.Count > 0)
            return;
        _sets.Add(keys);
        // Equals are merged with equals, so that no key is copied more often than there are doublings.
        while (_sets.Count > 2 && _sets[^2].Length <= 2 * _sets[^1].Length && _sets[^2].Length + _sets[^1].Length <= most / Spans)
        {
            _sets[^2] = NgramKeys.Union(_sets[^2], _sets[^1]);
            _sets.RemoveAt(_sets.Count - 1);
        }
        while (_sets.Count > 2 && Keys > most)
            _sets.RemoveAt(1);
    }

    /// <summary>Which of some sorted keys were read.</summary>
    public bool[] In(ulong[] sorted)
    {
        var marks = new bool[sorted.Length];
        foreach (var set in CollectionsMarshal.AsSpan(_sets))
            NgramKeys.Mark(sorted, set, marks);
        return marks;
    }
}
