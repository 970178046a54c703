using System.Runtime.InteropServices;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.FailureModes;

/// <summary>
/// The n-grams of one order in the training text of a chain's generations, as sorted sets: that of generation 0, and one for each span of
/// later generations. Small neighbouring sets are merged, so that a lookup in a thousand generations costs hardly more than in ten.
/// </summary>
/// <param name="most">Beyond this number of n-grams, the oldest spans after generation 0 are dropped.</param>
internal sealed class SeenNgrams(int most = SeenNgrams.Most)
{
    /// <summary>40 generations of 400,000 characters: 128 MB.</summary>
    internal const int Most = 1 << 24;

    /// <summary>A span holds at most this fraction (1/8) of the n-grams kept, so that only a part is dropped at a time.</summary>
    private const int Spans = 8;

    private readonly List<ulong[]> _sets = [];

    /// <summary>The number of sets kept.</summary>
    internal int Sets => _sets.Count;

    /// <summary>The number of keys kept.</summary>
    internal long Keys => _sets.Sum(set => (long)set.Length);

    /// <summary>Adds the keys of the next generation's training text.</summary>
    public void Add(ulong[] sorted)
    {
        var keys = NgramKeys.Distinct(sorted);
        if (keys.Length == 0 && _sets.Count > 0)
            return;
        _sets.Add(keys);
        // Sets of similar size are merged, so that the copies of a key grow only logarithmically.
        while (_sets.Count > 2 && _sets[^2].Length <= 2 * _sets[^1].Length && _sets[^2].Length + _sets[^1].Length <= most / Spans)
        {
            _sets[^2] = NgramKeys.Union(_sets[^2], _sets[^1]);
            _sets.RemoveAt(_sets.Count - 1);
        }
        while (_sets.Count > 2 && Keys > most)
            _sets.RemoveAt(1);
    }

    /// <summary>Which of some sorted keys occurred in training text.</summary>
    public bool[] In(ulong[] sorted)
    {
        var marks = new bool[sorted.Length];
        foreach (var set in CollectionsMarshal.AsSpan(_sets))
            NgramKeys.Mark(sorted, set, marks);
        return marks;
    }
}
