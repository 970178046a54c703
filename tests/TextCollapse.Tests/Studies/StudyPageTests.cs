using TextCollapse.Experiments.Configuration;

namespace TextCollapse.Tests.Studies;

public class StudyPageTests
{
    private const string WriteVariable = "TEXTCOLLAPSE_WRITE_DOCS";

    [Fact]
    public void The_documentation_says_what_the_options_say_of_themselves()
    {
        var file = Path.Combine(Repository.Root, "docs", "options.md");
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
            File.WriteAllText(file, StudyPage.Markdown());
        Assert.True(File.Exists(file) && File.ReadAllText(file) == StudyPage.Markdown(), $"docs/options.md is not what the options say: run this test with {WriteVariable}=1.");
    }
}
