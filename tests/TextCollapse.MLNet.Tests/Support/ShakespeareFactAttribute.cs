using TextCollapse.Tests;

namespace TextCollapse.MLNet.Tests.Support;

/// <summary>Needs tiny Shakespeare at ../shared/data beside the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShakespeareFactAttribute : FactAttribute
{
    public ShakespeareFactAttribute() => Skip = Path is null ? "tiny Shakespeare is not at ../shared/data" : null;

    public static string? Path => Repository.TinyShakespeare;
}
