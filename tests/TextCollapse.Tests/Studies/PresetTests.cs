using TextCollapse.Experiments.Configuration;

namespace TextCollapse.Tests.Studies;

public class PresetTests
{
    public static TheoryData<string> Names => [.. Presets.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_preset_can_run_and_says_what_it_is_for_and_how_long_it_takes(string name)
    {
        var study = StudyReader.Read(Presets.Find(name)!, name);
        Assert.Equal(name, study.Name);
        Assert.NotEmpty(study.About);
        Assert.Matches("minute|second", study.Expect);
        Assert.NotEmpty(study.Cells());
    }

    [Theory]
    [InlineData("mixing-ratios")]
    [InlineData("drift")]
    [InlineData("data-size")]
    public void A_preset_that_compares_arms_has_enough_seeds_to_show_a_difference(string name)
        => Assert.True(TextCollapse.Metrics.Statistics.SignFlipTest.SmallestP(StudyReader.Read(Presets.Find(name)!, name).Seeds.Count) < 0.05);
}
