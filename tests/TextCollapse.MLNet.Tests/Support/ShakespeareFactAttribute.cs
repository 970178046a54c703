namespace TextCollapse.MLNet.Tests.Support;

/// <summary>Needs tiny Shakespeare at ../shared/data beside the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShakespeareFactAttribute : FactAttribute
{
    public ShakespeareFactAttribute() => Skip = Path is null ? "tiny Shakespeare is not at ../shared/data" : null;

    public static string? Path { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "TextCollapse.sln")))
                return System.IO.Path.GetFullPath(System.IO.Path.Combine(folder.FullName, "..", "shared", "data", "tinyshakespeare.txt")) is var path && File.Exists(path) ? path : null;
        return null;
    }
}
