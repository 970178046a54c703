using System.Text.RegularExpressions;

namespace TextCollapse.Metrics.FailureModes;

/// <summary>
/// A bias probe, such as <c>he|she</c>: the share of the first alternative among all occurrences of the alternatives as whole words,
/// ignoring case.
/// </summary>
public sealed class UsageProbe
{
    private readonly Regex[] _alternatives;

    /// <summary>The column of a probe: <c>probe_he|she</c>.</summary>
    public static MetricColumn Declared { get; } = new("probe_{alternatives}", "share", CollapseDirection.Either,
        "How often is it the first of the alternatives {alternatives}?",
        "whole words of the text that are the first alternative / whole words that are any alternative", "own")
    {
        Label = "{alternatives}",
        When = new("this probe in metrics.probes", arm => arm.Probes.Count > 0),
        Values = arm => arm.Probes.Select(probe => probe.Name),
    };

    private UsageProbe(string name, Regex[] alternatives) => (Name, _alternatives) = (name, alternatives);

    /// <summary>The alternatives as given.</summary>
    public string Name { get; }

    /// <summary>The column: <c>probe_he|she</c>.</summary>
    public string Column => Declared.At(Name).Id;

    /// <summary>Parses <c>first|second|…</c>.</summary>
    /// <exception cref="InputException">There are fewer than two alternatives, or one is empty.</exception>
    public static UsageProbe Parse(string probe)
    {
        var words = probe.Split('|', StringSplitOptions.TrimEntries);
        if (words.Length < 2 || words.Any(word => word.Length == 0))
            throw new InputException($"probe '{probe}'", "a probe names two or more alternatives: 'he|she'.");
        return new(probe,
            [.. words.Select(word =>
            new Regex($@"(?<!\w){Regex.Escape(word)}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant))]);
    }

    /// <summary>Parses several, as in <c>he|she, his|her</c>; none for an empty text.</summary>
    /// <exception cref="InputException">A probe is invalid.</exception>
    public static IReadOnlyList<UsageProbe> ParseAll(string probes)
        => [.. probes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().Select(Parse)];

    /// <summary>The share of the first alternative; undefined if none occurs.</summary>
    public Measurement Measure(IEnumerable<string> documents)
    {
        var counts = Count(documents);
        return Measurement.Ratio(counts[0], counts.Sum(), $"none of {Name} occurs");
    }

    /// <summary>Occurrences of each alternative.</summary>
    public long[] Count(IEnumerable<string> documents)
    {
        var counts = new long[_alternatives.Length];
        foreach (var document in documents)
            for (var i = 0; i < counts.Length; i++)
                counts[i] += _alternatives[i].Count(document);
        return counts;
    }
}
