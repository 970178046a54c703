using TextCollapse.Experiments.Configuration;
using TextCollapse.Metrics.Statistics;

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
        Assert.NotEmpty(study.Arms());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_preset_has_enough_seeds_to_show_a_difference_in_what_it_is_about_or_says_that_it_is_a_demonstration(string name)
    {
        var study = StudyReader.Read(Presets.Find(name)!, name);
        if (SignFlipTest.SmallestP(study.Seeds.Count) > study.Primary.Alpha)
            Assert.StartsWith("A demonstration with one seed, which tests nothing", study.Expect, StringComparison.Ordinal);
        else
            Assert.NotEqual(new PrimaryOptions(), study.Primary);
    }
}
