using System.Text.RegularExpressions;
using TextCollapse.Experiments.Mixing;

namespace TextCollapse.Experiments.Configuration;

/// <summary>Readable names of arms, made of the settings that vary.</summary>
internal static partial class ArmName
{
    /// <summary>File systems limit a folder name to 255 bytes, and some limit a whole path to 260 characters.</summary>
    private const int Longest = 120;

    /// <summary>The arm's own name, or else the mixing strategy with its numbers; then the other keys that vary.</summary>
    public static string Of(string armName, ArmOptions options, IReadOnlyList<string> varying)
    {
        if (armName.Length > 0)
            return Clean(armName);
        var entries = options.Entries().ToDictionary(entry => entry.Key);
        var strategy = MixingStrategies.All.Of(options.Mixing);
        IEnumerable<string> parts =
        [
            strategy.Name, .. strategy.Options.All.Select(option => option.Text(options.Mixing)),
            .. varying.Where(key => !key.StartsWith("mixing.", StringComparison.Ordinal) && entries.ContainsKey(key))
                .Select(key => Part(key, entries[key].Text)),
        ];
        return Clean(string.Join('-', parts));
    }

    /// <summary>Appends a number if several arms have the same name, ignoring case, as many file systems do.</summary>
    public static IReadOnlyList<Arm> MakeUnique(IReadOnlyList<Arm> arms)
    {
        var taken = arms.Select(arm => arm.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return [.. arms.Select(arm => seen.TryAdd(arm.Id, 1) ? arm : arm with { Id = Next(arm.Id) })];

        string Next(string name)
        {
            string next;
            do
                next = $"{name}-{++seen[name]}";
            while (!taken.Add(next));
            return next;
        }
    }

    private static string Part(string key, string value)
    {
        if (key == StudyKeys.Mitigations)
            return value.Length > 0 ? value : "no-mitigation";
        return StudyKeys.Find(key).First().IsWord ? value : $"{key[(key.LastIndexOf('.') + 1)..]}-{value}";
    }

    /// <summary>Turns a name into a valid folder name on every system.</summary>
    internal static string Clean(string name)
    {
        var clean = NotForFolders().Replace(name, "-").Trim('-', '.');
        var named = clean.Length > Longest ? clean[..Longest].TrimEnd('-', '.') : clean;
        if (named.Length == 0)
            return "arm";
        return Devices().IsMatch(named) ? $"arm-{named}" : named;
    }

    /// <summary>Windows reserves these names for devices, with any extension.</summary>
    [GeneratedRegex("^(con|prn|aux|nul|com[0-9]|lpt[0-9])([.]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Devices();

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex NotForFolders();
}
