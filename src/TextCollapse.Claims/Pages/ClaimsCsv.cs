using TextCollapse.Reporting;

namespace TextCollapse.Claims.Pages;

/// <summary><c>claims.csv</c>: one row per test of each claim.</summary>
internal static class ClaimsCsv
{
    /// <summary>The table.</summary>
    public static string Of(IReadOnlyList<ClaimResult> results)
    {
        using var table = new CsvTable(["claim", "verdict", "test", "says", "statistic", "prediction", "effect", "lower", "upper", "seeds",
            "test_verdict", "note", "source", "evidence"]);
        foreach (var result in results)
        {
            var number = 0L;
            foreach (var finding in result.Findings.DefaultIfEmpty())
            {
                table.Field(result.Claim.Id).Field(result.Words);
                if (finding is null)
                    table.Field("").Field(result.Claim.Says).Field("").Field("").Field("").Field("").Field("").Field("").Field("")
                        .Field(result.Failure ?? "");
                else
                    table.Field(++number).Field(finding.Test.Says).Field(finding.Test.Measure.Words)
                        .Field(finding.Test.Prediction.ToString())
                        .Field(finding.Effect.Mean).Field(finding.Effect.Lower).Field(finding.Effect.Upper)
                            .Field((long)finding.Effect.Seeds)
                        .Field(finding.Verdict.Words()).Field(result.Failure ?? finding.Note);
                table.Field(result.Claim.Source).Field(result.Evidence).EndRow();
            }
        }
        return table.ToString();
    }
}
