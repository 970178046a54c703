namespace TextCollapse.Metrics.Counting;

/// <summary>Counts types by their two counts. The sums are integers, so the order of adding and merging does not matter.</summary>
public sealed class PairTally
{
    private const int Small = 64;
    private readonly long[] _small = new long[Small * Small];
    private readonly Dictionary<(long, long), long> _large = [];

    /// <summary>Adds an n-gram with its counts in the reference and in the text.</summary>
    public void Add(long reference, long text) => Add(reference, text, 1);

    private void Add(long reference, long text, long types)
    {
        if (reference < Small && text < Small)
            _small[reference * Small + text] += types;
        else
            _large[(reference, text)] = _large.GetValueOrDefault((reference, text)) + types;
    }

    /// <summary>Adds the tallies of another part.</summary>
    public void Merge(PairTally other)
    {
        for (var i = 0; i < _small.Length; i++)
            _small[i] += other._small[i];
        foreach (var ((reference, text), types) in other._large)
            Add(reference, text, types);
    }

    /// <summary>The non-empty classes; types that occur in neither text are ignored.</summary>
    public JointSpectrum ToSpectrum()
    {
        var classes = new List<JointClass>();
        foreach (var ((reference, text), types) in _large)
            classes.Add(new(reference, text, types));
        for (var i = 1; i < _small.Length; i++)
            if (_small[i] > 0)
                classes.Add(new(i / Small, i % Small, _small[i]));
        return new JointSpectrum(classes);
    }
}
