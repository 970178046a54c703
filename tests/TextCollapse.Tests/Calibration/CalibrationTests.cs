using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Tests.Calibration;

public sealed class CalibrationTests
{
    private static string Page => Path.Combine(Repository.Root, "docs", "calibration.md");

    [CalibrationFact]
    public void The_page_of_what_was_measured()
    {
        var page = CalibrationPage.Markdown();
        File.WriteAllText(Page, page);
        Assert.StartsWith(CalibrationPage.Beginning, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Real_text_alone_shows_no_failure_mode_and_replacing_shows_those_that_it_has()
    {
        var study = CalibrationStudy.Run("{ source: \"zipf:40,1.0\", train: 4000, held_out: 2000, document_length: 100 }", 4, 12, """
            { name: fresh-real-1, mixing.strategy: fresh-real, mixing.real_share: 1 },
            { name: replace, mixing.strategy: replace }
            """);
        Assert.All(study.Ever(CalibrationStudy.Null, null, 3), mode => Assert.InRange(mode.Value, 0, 0.25));
        Assert.Equal(1, study.AtLast(CalibrationStudy.Replace, CalibrationStudy.Null, 3)[FailureMode.AccumulatedError]);
        Assert.Equal(1, study.AtLast(CalibrationStudy.Replace, CalibrationStudy.Null, 1)[FailureMode.DiversityLoss]);
    }
}
