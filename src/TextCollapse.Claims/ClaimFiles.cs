using System.Reflection;

namespace TextCollapse.Claims;

/// <summary>The claims that come with the program: the files of <c>data/claims</c>.</summary>
public static class ClaimFiles
{
    private const string Prefix = "claims/", Suffix = ".yaml";

    /// <summary>Their ids, sorted.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>A claim by its id, or from a file by its path.</summary>
    /// <exception cref="InputException">It is neither, or the file is invalid.</exception>
    public static Claim Find(string name, IReadOnlyDictionary<string, string>? corpora = null)
    {
        if (Ids.Contains(name))
            return ClaimReader.Read(Embedded(name), $"claims/{name}.yaml", corpora);
        if (File.Exists(name))
            return ClaimReader.Read(File.ReadAllText(name), name, corpora);
        throw new InputException(name,
            $"is neither a claim nor a claim file{(Nearest.To(name, Ids) is { } nearest ? $"; did you mean '{nearest}'?" : ".")} "
                + "'textcollapse claims list' shows all.");
    }

    private static string Embedded(string id)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Prefix}{id}{Suffix}")!);
        return reader.ReadToEnd();
    }
}
