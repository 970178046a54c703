using System.Text.Json.Nodes;
using TextCollapse.Experiments.Configuration;

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
        InFile(Plan.ToJson().Replace("\"model.order\": 5", "\"model.order\": 6", StringComparison.Ordinal), path =>
            Assert.Contains("was edited", Assert.Throws<InputException>(() => StudyPlan.Read(path)).Message));

    [Fact]
    public void A_plan_of_a_version_that_knew_fewer_options_is_the_same_study() => InFile(Changed(options => options.Remove("metrics.twin")), path =>
    {
        var read = StudyPlan.Read(path);
        Assert.True(read.IsSame(Plan));
        Assert.Equal(Plan.ToJson(), read.ToJson());
    });

    [Fact]
    public void A_plan_of_a_version_that_knew_more_keys_is_not_called_edited() => InFile(Changed(options => options["model.mood"] = "good"), path =>
    {
        var message = Assert.Throws<InputException>(() => StudyPlan.Read(path)).Message;
        Assert.Contains("made by another version", message);
        Assert.Contains("model.mood", message);
        Assert.DoesNotContain("edited", message);
    });

    [Fact]
    public void Every_option_that_applies_stands_in_the_plan_with_its_type()
    {
        var plan = StudyPlan.Of(StudyReader.Read("model: { kind: gru }\nmixing: { strategy: fixed-real }\nmitigations: [ensemble: 2]\nkeep: texts", "plan.yaml"));
        var options = JsonNode.Parse(plan.ToJson())!["arms"]![0]!["options"]!;
        Assert.Equal(128, (int)options["model.hidden"]!);
        Assert.Equal(0.5, (double)options["mixing.real_share"]!);
        Assert.Equal("texts", (string)options["keep"]!);
        Assert.False((bool)options["metrics.twin"]!);
        Assert.Equal("""[{"ensemble":{"models":2,"write":"mixture"}}]""", options["mitigations"]!.ToJsonString());
        Assert.Null(options["model.order"]);
        InFile(plan.ToJson(), path => Assert.Equal(plan.ToJson(), StudyPlan.Read(path).ToJson()));
    }

    private static string Changed(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Plan.ToJson())!;
        foreach (var arm in json["arms"]!.AsArray())
            change(arm!["options"]!.AsObject());
        return json.ToJsonString();
    }

    [Theory]
    [InlineData("{}", "of format ''")]
    [InlineData("{\"format\":\"textcollapse-plan/9\"}", "textcollapse-plan/9")]
    [InlineData("nonsense", "is not a plan")]
    [InlineData("{\"format\":\"textcollapse-plan/2\",\"cells\":[3]}", "is not a plan")]
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
