using TextCollapse.Studies;

namespace TextCollapse.Tests.Studies;

public class StudyPlanTests
{
    private static readonly StudyPlan Plan = StudyPlan.Of(StudyReader.Read("grid: { mixing.strategy: [replace, accumulate] }\nseeds: 1-3", "plan.yaml"));

    [Fact]
    public void A_plan_reads_back_as_it_was_written() => InFile(Plan.ToJson(), path =>
    {
        var read = StudyPlan.Read(path);
        Assert.Equal(Plan.ToJson(), read.ToJson());
        Assert.Equal(6, read.Chains().Count());
    });

    [Fact]
    public void A_plan_that_somebody_edited_is_refused() =>
        InFile(Plan.ToJson().Replace("\"model.order\": \"5\"", "\"model.order\": \"6\"", StringComparison.Ordinal), path =>
            Assert.Contains("was edited", Assert.Throws<InputException>(() => StudyPlan.Read(path)).Message));

    [Theory]
    [InlineData("{}", "of format ''")]
    [InlineData("{\"format\":\"textcollapse-plan/9\"}", "textcollapse-plan/9")]
    [InlineData("nonsense", "is not a plan")]
    [InlineData("{\"format\":\"textcollapse-plan/1\",\"cells\":[3]}", "is not a plan")]
    public void A_file_that_is_no_plan_is_refused(string text, string said) => InFile(text, path =>
        Assert.Contains(said, Assert.Throws<InputException>(() => StudyPlan.Read(path)).Message));

    private static void InFile(string text, Action<string> test)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            test(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
