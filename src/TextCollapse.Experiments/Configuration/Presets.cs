using System.Reflection;

namespace TextCollapse.Experiments.Configuration;

/// <summary>The studies that come with the program: the files of <c>data/studies</c>.</summary>
public static class Presets
{
    private const string Prefix = "studies/", Suffix = ".yaml";

    /// <summary>Their names, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length]).Order(StringComparer.Ordinal)];

    /// <summary>The text of a preset, or null if none has this name.</summary>
    public static string? Find(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name + Suffix);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
