namespace TextCollapse.Metrics.Counting;

/// <summary>Collects V(m) one type at a time. The sums are integers, so the order of adding and merging does not matter.</summary>
internal sealed class CountTally
{
    private const int Small = 1 << 10;
    private readonly long[] _small = new long[Small];
    private readonly Dictionary<long, long> _large = [];

    public void Add(long count, long types = 1)
    {
        if (count < Small)
            _small[count] += types;
        else
            _large[count] = _large.GetValueOrDefault(count) + types;
    }

    public void Merge(CountTally other)
    {
        for (var count = 0; count < Small; count++)
            _small[count] += other._small[count];
        foreach (var (count, types) in other._large)
            Add(count, types);
    }

    public FrequencySpectrum ToSpectrum()
    {
        var classes = new List<FrequencyClass>();
        for (var count = 1; count < Small; count++)
            if (_small[count] > 0)
                classes.Add(new(count, _small[count]));
        long[] large = [.. _large.Keys];
        Array.Sort(large);
        foreach (var count in large)
            if (_large[count] > 0)
                classes.Add(new(count, _large[count]));
        return new FrequencySpectrum(classes);
    }
}
