using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Tests.Studies;

public sealed class RequestedChangesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("asked").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_changed_stands_in_the_manifest_and_the_study_stays_as_it_was_written()
    {
        const string Text = "name: x\n";
        KeyValuePair<string, string>[] changes = [new("model.order", "3"), new("mitigations", "character-noise(0.1)")];
        using var folder = RunFolder.Open(Path.Combine(_folder, "run"), StudyPlan.Of(StudyReader.Read(Text, "x.yaml", changes)), Text, changes);
        Assert.Equal(changes, RequestedChanges.Of(folder));
        Assert.Equal(Text, File.ReadAllText(folder.PathOf("study.yaml")));
        Assert.Equal("character-noise(rate=0.1)", folder.Plan.Arms[0].Options.Mitigations.ToString());
    }

    [Fact]
    public void Without_changes_nothing_is_written()
    {
        using var folder = RunFolder.Open(Path.Combine(_folder, "run"), StudyPlan.Of(StudyReader.Read("name: x", "x.yaml")), "name: x");
        Assert.False(File.Exists(folder.PathOf("manifest.json")));
        Assert.Empty(RequestedChanges.Of(folder));
    }
}
