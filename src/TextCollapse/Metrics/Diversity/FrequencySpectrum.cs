namespace TextCollapse.Metrics.Diversity;

/// <summary>One class of a <see cref="FrequencySpectrum"/>: <paramref name="Types"/> types were seen exactly <paramref name="Count"/> times.</summary>
public readonly record struct FrequencyClass(long Count, long Types);

/// <summary>
/// How many types were seen once, twice, … : all that estimators of entropy, richness and coverage need of a sample. A text of millions of
/// different n-grams has a spectrum of some thousand classes. Types never seen are not in it.
/// </summary>
public sealed class FrequencySpectrum
{
    private readonly FrequencyClass[] _classes;

    private FrequencySpectrum(FrequencyClass[] ascending)
    {
        _classes = ascending;
        foreach (var (count, types) in ascending)
            checked
            {
                Types += types;
                Observations += count * types;
            }
    }

    /// <summary>The classes by ascending count; every count and number of types is positive.</summary>
    public ReadOnlySpan<FrequencyClass> Classes => _classes;

    /// <summary>N: how many observations.</summary>
    public long Observations { get; }

    /// <summary>How many different types were seen.</summary>
    public long Types { get; }

    /// <summary>f₁: types seen once (hapax legomena).</summary>
    public long Singletons => TypesSeen(1);

    /// <summary>f₂: types seen twice.</summary>
    public long Doubletons => TypesSeen(2);

    /// <summary>The count of the most frequent type; 0 without observations.</summary>
    public long LargestCount => _classes.Length == 0 ? 0 : _classes[^1].Count;

    /// <summary>How many types were seen exactly <paramref name="times"/> times.</summary>
    public long TypesSeen(long times)
    {
        var low = 0;
        for (var high = _classes.Length; low < high;)
        {
            var middle = (low + high) / 2;
            if (_classes[middle].Count < times)
                low = middle + 1;
            else
                high = middle;
        }
        return low < _classes.Length && _classes[low].Count == times ? _classes[low].Types : 0;
    }

    /// <summary>The spectrum of the counts of single types; zeros are types not seen.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static FrequencySpectrum OfCounts(ReadOnlySpan<long> counts)
    {
        var sorted = counts.ToArray();
        Array.Sort(sorted);
        if (sorted.Length > 0)
            ArgumentOutOfRangeException.ThrowIfNegative(sorted[0], nameof(counts));
        var classes = new List<FrequencyClass>();
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from; to < sorted.Length && sorted[to] == sorted[from]; to++) { }
            if (sorted[from] > 0)
                classes.Add(new FrequencyClass(sorted[from], to - from));
        }
        return new FrequencySpectrum([.. classes]);
    }

    /// <summary>The spectrum of counts of counts, in any order; classes of the same count are added, empty ones left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count or a number of types is negative.</exception>
    public static FrequencySpectrum OfCountsOfCounts(IEnumerable<FrequencyClass> classes)
    {
        var merged = new SortedDictionary<long, long>();
        foreach (var (count, types) in classes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(classes));
            ArgumentOutOfRangeException.ThrowIfNegative(types, nameof(classes));
            if (count > 0 && types > 0)
                merged[count] = merged.GetValueOrDefault(count) + types;
        }
        return new FrequencySpectrum([.. merged.Select(entry => new FrequencyClass(entry.Key, entry.Value))]);
    }

    /// <summary>The spectrum of a sequence of tokens.</summary>
    public static FrequencySpectrum Of<T>(IEnumerable<T> tokens) where T : notnull
    {
        var counts = new Dictionary<T, long>();
        foreach (var token in tokens)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, token, out _)++;
        return OfCounts([.. counts.Values]);
    }

    /// <summary>Σ over types of f(count).</summary>
    internal double Sum(Func<long, double> f)
    {
        var sum = 0.0;
        foreach (var (count, types) in _classes)
            sum += types * f(count);
        return sum;
    }

    internal static Measurement NothingSeen => Measurement.Undefined("there are no observations");
}
