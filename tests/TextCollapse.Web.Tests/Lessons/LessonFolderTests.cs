using TextCollapse.Web.Lessons;

namespace TextCollapse.Web.Tests.Lessons;

public sealed class LessonFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("lesson-folders").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_killed_servers_folder_is_deleted_by_the_next_one_and_a_living_servers_is_not()
    {
        using var living = LessonFolder.Create(_root);
        Directory.CreateDirectory(living.RunPath);
        // A killed process leaves the files, but no lock.
        var abandoned = Directory.CreateDirectory(Path.Combine(_root, "textcollapse-lesson-killed", "run")).Parent!.FullName;
        File.WriteAllText(Path.Combine(abandoned, "server.lock"), "");
        var unrelated = Directory.CreateDirectory(Path.Combine(_root, "another-program")).FullName;
        LessonFolder.DeleteAbandoned(_root);
        Assert.True(Directory.Exists(abandoned), "A folder that was just created may not be locked yet.");

        foreach (var folder in Directory.GetDirectories(_root))
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddHours(-1));
        LessonFolder.DeleteAbandoned(_root);
        Assert.False(Directory.Exists(abandoned));
        Assert.True(Directory.Exists(living.RunPath));
        Assert.True(Directory.Exists(unrelated));
    }

    [Fact]
    public void A_lesson_that_ends_deletes_its_folder()
    {
        using (var folder = LessonFolder.Create(_root))
            Directory.CreateDirectory(folder.RunPath);
        Assert.Empty(Directory.GetDirectories(_root));
    }
}
