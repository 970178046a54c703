using System.Xml.Linq;
using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Reporting.Report;

/// <summary>What failed in which arm and since when: a table of all, then each arm generation by generation, with the evidence.</summary>
internal static class DiagnosisSection
{
    public static ReportSection? Of(RunResults results) => results.Diagnoses.Count == 0 ? null : new("diagnosis", "What failed",
        Html.Table("Failure modes at the last generation of each arm", ["arm", .. FailureModeDefinition.All.Select(mode => mode.Name)], results.Diagnoses.Select(arm => (IReadOnlyList<object?>)
            [arm.Cell, .. FailureModeDefinition.All.Select(mode => Word(arm.Diagnoses, mode.Mode))])),
        Html.Note("A mode is present when what defines it moved beyond the noise and the same way in every seed; suspected when only supporting signs did. ‘Since 3’: present from generation 3 to the end. A dash: not measured. The definitions are in docs/metrics.md, the evidence of every generation in diagnosis.csv."),
        Html.Of("div", results.Last > 10 ? "matrices long" : "matrices", results.Diagnoses.Where(arm => results.SomeArms().Any(shown => shown.Id == arm.Cell)).Select(Matrix)),
        Html.Note($"● present, ◐ suspected, · absent, – not measured{(results.WhichArms() is { } which ? $". {which}" : "")}"),
        new XElement("details", new XElement("summary", "The evidence at the last generation"), results.Diagnoses.Select(arm => new object[]
        {
            Html.Element("h3", $"{arm.Cell}, generation {arm.Diagnoses[^1].Generation}"),
            new XElement("ul", arm.Diagnoses[^1].Readings.Where(reading => reading.Verdict is FailureVerdict.Present or FailureVerdict.Suspected)
                .Select(reading => new XElement("li", new XElement("strong", reading.Definition.Name), $" ({PlainDiagnosis.Of(reading.Verdict)}): {string.Join("; ", reading.Evidence)}."))),
        })));

    private static XElement Matrix((string Cell, IReadOnlyList<Diagnosis> Diagnoses) arm) => Html.Of("div", "wide", Html.Reachable($"Failure modes of {arm.Cell} by generation"),
        Html.Of("table", "matrix", new XElement("caption", arm.Cell),
            new XElement("thead", new XElement("tr", new XElement("th", new XAttribute("scope", "col"), Html.Of("span", "sr", "failure mode"), "generation"), arm.Diagnoses.Select(diagnosis => new XElement("th", new XAttribute("scope", "col"), Number(diagnosis.Generation, arm.Diagnoses.Count))))),
            new XElement("tbody", FailureModeDefinition.All.Select(mode => new XElement("tr", new XElement("th", new XAttribute("scope", "row"), mode.Name),
                arm.Diagnoses.Select(diagnosis => new XElement("td", new XElement("span", new XAttribute("aria-hidden", "true"), Sign(diagnosis[mode.Mode])), Html.Of("span", "sr", PlainDiagnosis.Of(diagnosis[mode.Mode])))))))));

    private static object Word(IReadOnlyList<Diagnosis> diagnoses, FailureMode mode) => diagnoses[^1][mode] switch
    {
        FailureVerdict.Present => Html.Element("strong", $"since {Diagnosis.Onset(diagnoses, mode)}"),
        FailureVerdict.NotMeasured => new[] { new XElement("span", new XAttribute("aria-hidden", "true"), "–"), Html.Of("span", "sr", PlainDiagnosis.Of(FailureVerdict.NotMeasured)) },
        var verdict => PlainDiagnosis.Of(verdict),
    };

    /// <summary>Numbers that would touch each other are shown now and then; the others are there to be read aloud.</summary>
    private static object Number(int generation, int count) => count > 12 && generation % 5 != 0 ? Html.Of("span", "sr", generation) : generation;

    private static string Sign(FailureVerdict verdict) => verdict switch
    {
        FailureVerdict.Present => "●",
        FailureVerdict.Suspected => "◐",
        FailureVerdict.Absent => "·",
        _ => "–",
    };
}
