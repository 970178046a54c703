using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Mixing;

namespace TextCollapse.Reporting;

/// <summary>Arms that differ only in their share of real text: one curve over that share.</summary>
/// <param name="Name">What distinguishes them from the other series of the study; the mixing strategy if there is only one.</param>
/// <param name="Arms">The arms in order of increasing share, 0 to 1.</param>
internal sealed record RealShareSeries(string Name, IReadOnlyList<(Arm Arm, double Share)> Arms)
{
    private const string Share = "mixing.real_share", Strategy = "mixing.strategy";

    /// <summary>The series of a study: one for each combination of all other options.</summary>
    public static IReadOnlyList<RealShareSeries> Of(IReadOnlyList<Arm> arms)
    {
        Arm[][] groups = [.. arms.Where(arm => arm.Options.Mixing is RealShareMixing).GroupBy(Others).Select(group => group.ToArray())];
        Dictionary<string, string>[] values =
            [.. groups.Select(group => group[0].Options.Entries().ToDictionary(entry => entry.Key, entry => entry.Text))];
        var keys = DistinguishingKeys(values);
        return
        [
            .. groups.Zip(values, (group, value) => new RealShareSeries(
                string.Join(", ", keys.Select(key => Label(key, value.GetValueOrDefault(key, ""))).Where(label => label.Length > 0)),
                [.. group.Select(arm => (arm, ShareOf(arm).RealShare)).OrderBy(arm => arm.RealShare)])),
        ];
    }

    private static RealShareMixing ShareOf(Arm arm) => (RealShareMixing)arm.Options.Mixing;

    /// <summary>The identity of everything but the share.</summary>
    private static string Others(Arm arm) => (arm.Options with { Mixing = ShareOf(arm) with { RealShare = 0 } }).Hash();

    /// <summary>A minimal set of keys whose values distinguish the groups; only the strategy if there is one group.</summary>
    private static List<string> DistinguishingKeys(Dictionary<string, string>[] groups)
    {
        var varying = groups.SelectMany(group => group.Keys).Distinct()
            .Where(key => key != Share && groups.Select(group => group.GetValueOrDefault(key)).Distinct().Count() > 1);
        var chosen = new List<string>();
        foreach (var key in varying.OrderByDescending(key => key == Strategy).ThenBy(key => key, StringComparer.Ordinal))
            if (Classes([.. chosen, key]) > Classes(chosen))
                chosen.Add(key);
        return chosen.Count > 0 ? chosen : [Strategy];

        int Classes(IReadOnlyList<string> keys) =>
            groups.Select(group => string.Join('\n', keys.Select(key => group.GetValueOrDefault(key)))).Distinct().Count();
    }

    /// <summary>A number is prefixed with the name of its key; other values explain themselves.</summary>
    private static string Label(string key, string value)
    {
        var isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return isNumber ? $"{key[(key.LastIndexOf('.') + 1)..].Replace('_', ' ')} {value}" : value;
    }
}
