using TextCollapse.Files;

namespace TextCollapse.Tests.Files;

public class AtomicFileTests
{
    [Fact]
    public void The_way_out_of_a_missing_folder_is_not_to_free_space()
    {
        var folder = Directory.CreateTempSubdirectory("atomic").FullName;
        var path = Path.Combine(folder, "missing", "file");
        var message = Assert.Throws<WorkFailedException>(() => AtomicFile.WriteText(path, "text")).Message;
        Assert.Contains($"{path} could not be written", message);
        Assert.Contains("Make the folder or choose another one", message);
        Assert.DoesNotContain("space", message);
        Directory.Delete(folder, recursive: true);
    }
}
