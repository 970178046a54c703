using System.Xml.Linq;

namespace TextCollapse.Architecture.Tests;

/// <summary>The source projects depend on each other in one direction only (ARCHITECTURE.md).</summary>
public sealed class ProjectDependencyTests
{
    /// <summary>A project may reference those before it.</summary>
    private static readonly string[] Order =
    [
        "TextCollapse.Core", "TextCollapse.Models", "TextCollapse.Metrics", "TextCollapse.Experiments", "TextCollapse.Reporting", "TextCollapse.Claims",
        "TextCollapse.TorchSharp", "TextCollapse.MLNet", "TextCollapse.Web", "TextCollapse.Cli",
    ];

    [Fact]
    public void References_should_point_to_earlier_projects_only()
    {
        foreach (var (name, project) in Projects())
            foreach (var reference in project.Descendants("ProjectReference").Select(item => Path.GetFileNameWithoutExtension((string)item.Attribute("Include")!)))
                Assert.True(Array.IndexOf(Order, reference) >= 0 && Array.IndexOf(Order, reference) < Array.IndexOf(Order, name), $"{name} references {reference}.");
    }

    [Fact]
    public void No_source_project_should_show_its_internals_to_another()
    {
        foreach (var (name, project) in Projects())
            foreach (var friend in project.Descendants("InternalsVisibleTo").Select(item => (string)item.Attribute("Include")!))
                Assert.False(Order.Contains(friend), $"{name} shows its internals to {friend}.");
    }

    private static IEnumerable<(string Name, XDocument Project)> Projects() =>
        SourceFiles.Matching("*.csproj").Select(path => (Path.GetFileNameWithoutExtension(path), XDocument.Load(path)));
}
