using System.Globalization;
using TextCollapse.Studies;

namespace TextCollapse.Reporting;

/// <summary>Arms that differ in nothing but their share of real text: one curve over that share.</summary>
/// <param name="Name">What distinguishes them from the other series of the study; the mixing strategy where there is only one.</param>
/// <param name="Arms">The arms by rising share, 0 to 1.</param>
internal sealed record RealShareSeries(string Name, IReadOnlyList<(Cell Arm, double Share)> Arms)
{
    private const string Share = "mixing.real_share", Strategy = "mixing.strategy";

    /// <summary>The series of a study: one for each combination of all other settings.</summary>
    public static IReadOnlyList<RealShareSeries> Of(IReadOnlyList<Cell> arms)
    {
        Cell[][] groups =
        [
            .. arms.Where(arm => arm.Settings.Applies(Share)).GroupBy(arm => arm.Settings.Hash(key => key != Share))
                .Select(group => group.ToArray()),
        ];
        var keys = DistinguishingKeys([.. groups.Select(group => group[0].Settings)]);
        return
        [
            .. groups.Select(group => new RealShareSeries(
                string.Join(", ", keys.Select(key => Label(key, group[0].Settings)).Where(label => label.Length > 0)),
                [.. group.Select(arm => (arm, arm.Settings.Real(Share))).OrderBy(arm => arm.Item2)])),
        ];
    }

    /// <summary>The fewest keys, taken in order, whose values tell the groups apart; the strategy alone where there is one group.</summary>
    private static List<string> DistinguishingKeys(Settings[] groups)
    {
        var varying = groups.SelectMany(group => group.Applying.Select(pair => pair.Key)).Distinct()
            .Where(key => key != Share && groups.Select(group => Value(key, group)).Distinct().Count() > 1);
        var chosen = new List<string>();
        foreach (var key in varying.OrderByDescending(key => key == Strategy).ThenBy(key => key, StringComparer.Ordinal))
            if (Classes([.. chosen, key]) > Classes(chosen))
                chosen.Add(key);
        return chosen.Count > 0 ? chosen : [Strategy];

        int Classes(IReadOnlyList<string> keys) => groups.Select(group => string.Join('\n', keys.Select(key => Value(key, group))))
            .Distinct().Count();
    }

    private static string Value(string key, Settings settings) => settings.Applies(key) ? settings[key] : "";

    /// <summary>A value that says what it is stands alone; a number has the name of its key before it.</summary>
    private static string Label(string key, Settings settings)
    {
        var value = Value(key, settings);
        var isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return isNumber ? $"{key[(key.LastIndexOf('.') + 1)..].Replace('_', ' ')} {value}" : value;
    }
}
