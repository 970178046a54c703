namespace TextCollapse.Metrics.Counting;

/// <summary>
/// The frequency spectrum V(m): the number of types with exactly m occurrences (Baayen 2001). Richness, coverage, Hill numbers and
/// entropies are functions of it.
/// </summary>
public sealed class FrequencySpectrum
{
    /// <param name="classes">Non-empty classes in ascending order of count.</param>
    internal FrequencySpectrum(IReadOnlyList<FrequencyClass> classes)
    {
        Classes = classes;
        foreach (var (count, types) in Classes)
        {
            Types += types;
            Tokens += count * types;
        }
    }

    /// <summary>The non-empty classes, in ascending order of count.</summary>
    public IReadOnlyList<FrequencyClass> Classes { get; }

    /// <summary>The number of types.</summary>
    public long Types { get; }

    /// <summary>The number of occurrences.</summary>
    public long Tokens { get; }

    /// <summary>Types that occur once (hapax legomena).</summary>
    public long Singletons => TypesWith(1);

    /// <summary>Types that occur twice.</summary>
    public long Doubletons => TypesWith(2);

    /// <summary>Occurrences of the most frequent type; 0 if there are none.</summary>
    public long LargestCount => Classes.Count == 0 ? 0 : Classes[^1].Count;

    /// <summary>Types over tokens: distinct-n of pooled n-grams.</summary>
    public Measurement TypeTokenRatio => Measurement.Ratio(Types, Tokens, "there is no n-gram of this order");

    /// <summary>Shannon entropy of the relative frequencies in nats (plug-in, maximum likelihood; biased low, Miller 1955).</summary>
    public Measurement PlugInEntropy
    {
        get
        {
            if (Tokens == 0)
                return Measurement.Undefined("there is no n-gram of this order");
            var sum = 0.0;
            foreach (var (count, types) in Classes)
                sum += types * (count * Math.Log(count));
            return Math.Max(0, Math.Log(Tokens) - sum / Tokens);
        }
    }

    /// <summary>The spectrum of a sample given as one count per type; zeros are ignored.</summary>
    public static FrequencySpectrum OfCounts(IEnumerable<long> counts)
    {
        var tally = new CountTally();
        foreach (var count in counts)
            if (count > 0)
                tally.Add(count);
        return tally.ToSpectrum();
    }

    /// <summary>The spectrum of a sample given as the number of types with each count, in any order; counts of 0 are ignored.</summary>
    public static FrequencySpectrum OfClasses(IEnumerable<(long Count, long Types)> classes)
    {
        var tally = new CountTally();
        foreach (var (count, types) in classes)
            if (count > 0)
                tally.Add(count, types);
        return tally.ToSpectrum();
    }

    /// <summary>One count per type, in ascending order.</summary>
    public IEnumerable<long> Counts() => Classes.SelectMany(one => Enumerable.Range(0, checked((int)one.Types)).Select(_ => one.Count));

    /// <summary>V(<paramref name="count"/>).</summary>
    public long TypesWith(long count)
    {
        foreach (var one in Classes)
            if (one.Count >= count)
                return one.Count == count ? one.Types : 0;
        return 0;
    }
}

/// <summary>A class of a frequency spectrum: <paramref name="Types"/> types occur <paramref name="Count"/> times each.</summary>
/// <param name="Count">Occurrences of each type.</param>
/// <param name="Types">Number of types.</param>
public sealed record FrequencyClass(long Count, long Types);
