namespace TextCollapse.Metrics.Counting;

/// <summary>
/// The counts of n-grams of every order and, for the conditional entropy, the counts without the n-grams at the end of a document. Only the
/// differences are stored, since few types occur there.
/// </summary>
internal sealed class OrderTallies
{
    private readonly CountTally[] _all = New();
    private readonly CountTally[] _changes = New();

    /// <summary>Adds one type of an order: its count, and how often it ends a document.</summary>
    public void Add(int order, long count, long ending)
    {
        _all[order - 1].Add(count);
        if (ending == 0)
            return;
        _changes[order - 1].Add(count, -1);
        _changes[order - 1].Add(count - ending);
    }

    public void Merge(OrderTallies other)
    {
        for (var order = 0; order < _all.Length; order++)
        {
            _all[order].Merge(other._all[order]);
            _changes[order].Merge(other._changes[order]);
        }
    }

    /// <summary>The spectra of all n-grams, and of those that begin an (n + 1)-gram.</summary>
    public (FrequencySpectrum[] All, FrequencySpectrum[] Starting) ToSpectra()
    {
        var all = _all.Select(tally => tally.ToSpectrum()).ToArray();
        for (var order = 0; order < _all.Length; order++)
            _changes[order].Merge(_all[order]);
        return (all, [.. _changes.Select(tally => tally.ToSpectrum())]);
    }

    private static CountTally[] New() => [.. Enumerable.Range(0, NgramSpectra.Orders).Select(_ => new CountTally())];
}
