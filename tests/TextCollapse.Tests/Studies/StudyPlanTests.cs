using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
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

    [Fact]
    public void A_plan_of_a_version_that_knew_fewer_keys_keeps_its_identity_and_is_the_same_study() => InFile(AsOtherVersion(Plan, settings => settings.Remove("metrics.twin")), path =>
    {
        var read = StudyPlan.Read(path);
        Assert.True(read.IsSame(Plan));
        Assert.NotEqual(Plan.Hash(), read.Hash());
        Assert.Equal(File.ReadAllText(path), read.ToJson());
        Assert.Equal("false", read.Cells[0].Settings["metrics.twin"]);
    });

    [Fact]
    public void A_plan_of_a_version_that_knew_more_keys_is_not_called_edited() => InFile(AsOtherVersion(Plan, settings => settings["model.mood"] = "good"), path =>
    {
        var message = Assert.Throws<InputException>(() => StudyPlan.Read(path)).Message;
        Assert.Contains("made by another version", message);
        Assert.Contains("model.mood", message);
        Assert.DoesNotContain("edited", message);
    });

    /// <summary>The plan as a program with other settings would have frozen it.</summary>
    private static string AsOtherVersion(StudyPlan plan, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(plan.ToJson())!;
        var lines = "";
        foreach (var cell in json["cells"]!.AsArray())
        {
            var settings = cell!["settings"]!.AsObject();
            change(settings);
            cell["hash"] = Hash(string.Concat(settings.Select(pair => $"{pair.Key}={pair.Value}\n")));
            lines += $"{cell["id"]} {cell["hash"]}\n";
        }
        json["hash"] = Hash(lines);
        return json.ToJsonString(new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

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
