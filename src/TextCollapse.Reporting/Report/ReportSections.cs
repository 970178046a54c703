namespace TextCollapse.Reporting.Report;

/// <summary>The sections of the report. A new section is a Razor file in <c>Sections</c> and a line here.</summary>
internal static class ReportSections
{
    /// <summary>All sections in reading order.</summary>
    public static IReadOnlyList<ReportSection> All(ReportData data) =>
    [
        new SetupSection(data),
        new AnalysisSection(data),
        new CurvesSection(data),
        new RealShareSection(data),
        new EffectsSection(data),
        new TailsSection(data),
        new SamplesSection(data),
        new ProfileSection(data),
        new DiagnosisSection(data),
        new InterventionsSection(data),
        new BudgetsSection(data),
        new ReproduceSection(data),
    ];
}
