namespace TextCollapse.Notebooks.Tests;

public sealed class LessonTests
{
    private static readonly string[] Long = ["first-collapse", "how-much-real", "mitigations", "reading-the-metrics"];

    public static TheoryData<string> Lessons => [.. Lesson.Names.Where(HasPackages)];

    public static TheoryData<string> ShortLessons => [.. Lesson.Names.Except(Long).Where(HasPackages)];

    public static TheoryData<string> LongLessons => [.. Long];

    /// <summary>TEXTCOLLAPSE_WRITE_DOCS=1 writes the notebooks instead of comparing them.</summary>
    [Theory]
    [MemberData(nameof(ShortLessons))]
    public async Task A_notebook_is_its_lesson_with_what_the_cells_give(string name)
    {
        var lesson = Lesson.Read(name);
        using var temporary = new OwnTemporaryFolder();
        var notebook = Notebook.Of(lesson, await LessonRun.Of(lesson));
        var path = Path.Combine(Lesson.Folder, name + ".ipynb");
        if (Environment.GetEnvironmentVariable("TEXTCOLLAPSE_WRITE_DOCS") == "1")
            await File.WriteAllTextAsync(path, notebook);
        Assert.Equal(await File.ReadAllTextAsync(path), notebook);
    }

    [Theory]
    [MemberData(nameof(LongLessons))]
    [Trait("Category", "Long")]
    public Task A_long_notebook_is_its_lesson_with_what_the_cells_give(string name) => A_notebook_is_its_lesson_with_what_the_cells_give(name);

    /// <summary>A folder that another run left would refuse a study with other settings: the exercises say to change them.</summary>
    [Theory]
    [MemberData(nameof(Lessons))]
    public void A_lesson_that_was_changed_can_be_run_again(string name)
        => Assert.DoesNotContain("GetTempPath", File.ReadAllText(Path.Combine(Lesson.Folder, name + ".cs")), StringComparison.Ordinal);

    [Fact]
    public void Every_notebook_has_its_lesson()
        => Assert.Equal(Lesson.Names, Directory.EnumerateFiles(Lesson.Folder, "*.ipynb").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    /// <summary>A build without ML.NET leaves out the lesson about it.</summary>
    private static bool HasPackages(string name) => !Lesson.Read(name).Projects.Contains("TextCollapse.MLNet") || File.Exists(Path.Combine(AppContext.BaseDirectory, "Microsoft.ML.Data.dll"));
}
