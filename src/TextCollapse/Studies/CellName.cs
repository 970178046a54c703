using System.Text.RegularExpressions;

namespace TextCollapse.Studies;

/// <summary>Readable names of cells: what varies, and nothing else.</summary>
internal static partial class CellName
{
    /// <summary>The arm's own name, or else the mixing strategy with its number; then the other keys that vary.</summary>
    public static string Of(string armName, Settings settings, IReadOnlyList<string> varying)
    {
        var parts = new List<string> { armName.Length > 0 ? armName : Strategy(settings) };
        foreach (var key in armName.Length > 0 ? [] : varying)
            if (!key.StartsWith("mixing.", StringComparison.Ordinal) && settings.Applies(key))
                parts.Add(key == "countermeasures" ? Remedies(settings) : SettingKeys.Find(key)!.Type is SettingType.Choice or SettingType.Text ? settings[key] : $"{key[(key.LastIndexOf('.') + 1)..]}-{settings[key]}");
        return Clean(string.Join('-', parts));
    }

    /// <summary>Appends a number where several cells have one name.</summary>
    public static IReadOnlyList<Cell> MakeUnique(IReadOnlyList<Cell> cells)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return [.. cells.Select(cell =>
        {
            var times = seen[cell.Id] = seen.GetValueOrDefault(cell.Id) + 1;
            return times == 1 ? cell : cell with { Id = $"{cell.Id}-{times}" };
        })];
    }

    private static string Strategy(Settings settings) => settings["mixing.strategy"] switch
    {
        "fixed-real" or "fresh-real" => $"{settings["mixing.strategy"]}-{settings["mixing.real_share"]}",
        "window" => $"window-{settings["mixing.window"]}",
        "expanding" => $"expanding-{settings["mixing.added"]}",
        var other => other,
    };

    private static string Remedies(Settings settings) => settings["countermeasures"] is { Length: > 0 } list ? list : "nothing-done";

    private static string Clean(string name) => NotForFolders().Replace(name, "-").Trim('-', '.');

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex NotForFolders();
}
