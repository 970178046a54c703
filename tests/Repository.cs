namespace TextCollapse.Tests;

/// <summary>The repository that the tests were built in; compiled into each of their projects.</summary>
internal static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>Tiny Shakespeare, where it lies in <c>shared/data</c> beside the repository; else null.</summary>
    public static string? TinyShakespeare { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "tinyshakespeare.txt")) is var path && File.Exists(path) ? path : null;

    private static string Above(string? folder) => folder is null
        ? throw new InvalidOperationException("The tests run inside the repository.")
        : File.Exists(Path.Combine(folder, "TextCollapse.sln")) ? folder : Above(Path.GetDirectoryName(folder));
}
