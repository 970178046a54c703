using System.Globalization;
using System.Text;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;
using TextCollapse.Tests.Statistics;

namespace TextCollapse.Tests.Calibration;

/// <summary>docs/calibration.md: what tests, intervals and verdicts do where the truth is known.</summary>
internal static class CalibrationPage
{
    public const string Beginning = """
        # Calibration: verdicts where the truth is known

        *For everyone who asks how often a verdict, an interval or a p-value of this program is wrong.*

        Measured by one command, which writes this page (about five minutes on two cores):

            TEXTCOLLAPSE_CALIBRATE=1 dotnet test -c Release tests/TextCollapse.Tests --filter FullyQualifiedName~CalibrationTests


        """;

    public static string Markdown()
    {
        var page = new StringBuilder(Beginning);
        MaxT(page);
        Threshold(page);
        Modes(page, "spread");
        Modes(page, "tail");
        return page.ToString();
    }

    private static void MaxT(StringBuilder page)
    {
        page.Append("""
            ## Step-down max-T

            Arms against a common baseline, level .05. *Level*: the share of 2,000 simulated studies without any difference in which
            something is significant. *Power*: the share of comparisons found in 500 studies in which all arms differ by three standard
            deviations of one arm; Holm's beside it.

            | noise | seeds | comparisons | level | power | Holm |
            |---|---|---|---|---|---|

            """);
        foreach (var (noise, seeds, contrasts) in new[] { ("normal", 6, 4), ("normal", 8, 4), ("normal", 8, 12), ("normal", 8, 23), ("normal", 12, 12),
            ("exponential", 8, 4), ("exponential", 8, 12) })
        {
            var random = new RandomKey(51, noise, seeds).Stream("studies", contrasts);
            int false1 = 0, found = 0, holm = 0;
            const int nulls = 2000, studies = 500;
            for (var study = 0; study < nulls; study++)
                false1 += StepDownMaxT.Adjust(StepDownMaxTTests.Draw(ref random, contrasts, seeds, 0, noise != "normal")).Any(p => p <= 0.05) ? 1 : 0;
            for (var study = 0; study < studies; study++)
            {
                var differences = StepDownMaxTTests.Draw(ref random, contrasts, seeds, 3, noise != "normal");
                found += StepDownMaxT.Adjust(differences).Count(p => p <= 0.05);
                holm += MultipleTesting.Holm([.. differences.Select(d => SignFlipTest.Of(d).P.Value)]).Count(p => p <= 0.05);
            }
            Row(page, noise, seeds, contrasts, Number((double)false1 / nulls), Number((double)found / studies / contrasts),
                Number((double)holm / studies / contrasts));
        }
    }

    private static void Threshold(StringBuilder page)
    {
        page.Append("""

            ## The share of real text at which collapse stops

            Nine shares as in `mixing-ratios`, eight seeds, curves whose true share is known; 2,000 simulated studies each. *Coverage*: how
            often the 95 % interval holds the true share. *Bias*: the mean of the estimate less the true share.

            | curve | noise between seeds | true share | coverage | bias | mean width |
            |---|---|---|---|---|---|

            """);
        foreach (var shape in ThresholdCoverage.Shapes)
            foreach (var noise in new[] { 0.005, 0.03, 0.1 })
            {
                var (coverage, bias, truth, width) = ThresholdCoverage.Held(shape, 2000, 8, noise);
                Row(page, shape, noise, Number(truth), Number(coverage), Number(bias), Number(width));
            }
    }

    private static void Modes(StringBuilder page, string split)
    {
        const int generations = 10, seeds = 104, fewer = 24;
        var corpus = $"{{ source: dotnet-docs, train: 15_000, held_out: 7_500, document_length: 500, split: {split} }}";
        const string control = "{ name: fresh-real-1, mixing.strategy: fresh-real, mixing.real_share: 1 }";
        var nulls = CalibrationStudy.Run(corpus, generations, seeds,
            $"{control}, {{ name: fixed-real-1, mixing.strategy: fixed-real, mixing.real_share: 1 }}");
        var doses = CalibrationStudy.Run(corpus, generations, fewer, control + """
            ,
            { name: replace, mixing.strategy: replace },
            { name: fixed-real-0.25, mixing.strategy: fixed-real, mixing.real_share: 0.25 },
            { name: fixed-real-0.5, mixing.strategy: fixed-real, mixing.real_share: 0.5 },
            { name: fixed-real-0.9, mixing.strategy: fixed-real, mixing.real_share: 0.9 }
            """);
        page.Append(CultureInfo.InvariantCulture, $"""

            ## Failure modes, corpus.split: {split}

            4-gram models of 15,000 characters of .NET documentation, {generations} generations; {seeds} chains of each arm of real text alone,
            {fewer} of the others. Groups of so many seeds are diagnosed as one study would be. *False alarms*: the share of groups in which the mode is present at any generation of
            a chain of real text alone. *Found*: present at the last generation.

            | arm | against | seeds | groups | | {string.Join(" | ", FailureModeDefinition.All.Select(mode => mode.Name))} |
            |---|---|---|---|---|{string.Concat(Enumerable.Repeat("---|", FailureModeDefinition.All.Count))}

            """);
        foreach (var group in new[] { 1, 3, 8 })
        {
            Line("false alarms", CalibrationStudy.Null, null, nulls, nulls.Ever);
            Line("false alarms", CalibrationStudy.Again, CalibrationStudy.Null, nulls, nulls.Ever);
            foreach (var arm in new[] { "fixed-real-0.9", "fixed-real-0.5", "fixed-real-0.25", CalibrationStudy.Replace })
                Line("found", arm, CalibrationStudy.Null, doses, doses.AtLast);

            void Line(string what, string arm, string? against, CalibrationStudy study, Func<string, string?, int, IReadOnlyDictionary<FailureMode, double>> share)
            {
                var shares = share(arm, against, group);
                Row(page, [arm, against ?? "generation 0", group, study.Groups(arm, group), what,
                    .. FailureModeDefinition.All.Select(mode => (object)Number(shares[mode.Mode]))]);
            }
        }
    }

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static void Row(StringBuilder page, params object[] fields) => page.Append("| ")
        .AppendJoin(" | ", fields.Select(field => Convert.ToString(field, CultureInfo.InvariantCulture))).Append(" |\n");
}
