using System.Globalization;
using TextCollapse.Chains;
using TextCollapse.Metrics;
using TextCollapse.Reporting.Figures;
using TextCollapse.Statistics;
using TextCollapse.Studies;

namespace TextCollapse.Reporting.Report;

/// <summary>Every arm against the first one: what it changes on real text and in diversity, how sure that is, and what it costs.</summary>
internal static class EffectsSection
{
    private static readonly MetricColumn Fit = GenerationMeter.BpcReal, Diversity = GenerationMeter.Distinct.At(8);

    public static ReportSection? Of(RunResults results)
    {
        if (results.Arms.Count < 2 || results.Last == 0)
            return null;
        var baseline = results.Arms[0].Id;
        var by = results.Contrasts.ToLookup(contrast => (contrast.Cell, contrast.Metric));
        Contrast? Find(string arm, MetricColumn column) => by[(arm, column.Id)].FirstOrDefault();
        var chart = new EffectChart
        {
            Name = "effects",
            Title = "Each arm against the first, on two things at once",
            Description = string.Join("; ", results.Arms.Skip(1).Take(12).Select(arm => $"{arm.Id}: {Difference(Find(arm.Id, Fit))} {Fit.Unit}, {Difference(Find(arm.Id, Diversity))} {Diversity.Label}")) + ".",
            XTitle = $"change in {Fit.Label}, {Fit.Unit} (left is better)",
            YTitle = $"change in {Diversity.Label}, {Diversity.Unit}",
            Baseline = baseline,
            Effects = [.. results.Arms.Skip(1).Select(arm => Effect(arm.Id, Find(arm.Id, Fit), Find(arm.Id, Diversity)) with { Style = results.Style(arm.Id) })],
        };
        var cost = Cost(results);
        string[] columns = ["arm", $"{Fit.Label}, {Fit.Unit}", .. results.Seeds > 1 ? ["Holm p"] : Array.Empty<string>(), Diversity.Label, .. results.Seeds > 1 ? ["Holm p"] : Array.Empty<string>(), "read", "time"];
        var isDrawn = chart.Effects.Any(effect => double.IsFinite(effect.X) && double.IsFinite(effect.Y));
        return new("effects", $"Against ‘{baseline}’",
            !isDrawn ? null : ReportSection.Show(chart, $"Differences from ‘{baseline}’ at generation {results.Last}, paired by seed{(results.Seeds > 1 ? ", with 95 % t-intervals" : "")}. Real text and diversity may disagree: noise is diverse too."),
            Html.Table($"Each arm against {baseline} at generation {results.Last}", columns, results.Arms.Skip(1).Select(arm => (IReadOnlyList<object?>)
            [
                arm.Id,
                Difference(Find(arm.Id, Fit)), .. results.Seeds > 1 ? [P(Find(arm.Id, Fit))] : Array.Empty<object?>(),
                Difference(Find(arm.Id, Diversity)), .. results.Seeds > 1 ? [P(Find(arm.Id, Diversity))] : Array.Empty<object?>(),
                Ratio(cost[arm.Id].Characters, cost[baseline].Characters), Ratio(cost[arm.Id].Seconds, cost[baseline].Seconds),
            ])),
            Html.Note($"{Fit.Label}: {Fit.Better} {Diversity.Label}: {Diversity.Better} Characters read and time are those of ‘{baseline}’ times what is shown; time is that of training and writing on the machine that ran it. {(results.Seeds > 1 ? $"p is from an exact sign-flip test over seeds, adjusted by Holm over all arms and the metrics named in advance ({string.Join(", ", ContrastsCsv.Primary)}). " : "")}Every other column is in contrasts.csv."))
        { Figures = isDrawn ? [chart] : [] };
    }

    private static Effect Effect(string arm, Contrast? along, Contrast? up) => new(arm,
        along?.Difference.Mean.OrNaN ?? double.NaN, along?.Difference.Lower.OrNaN ?? double.NaN, along?.Difference.Upper.OrNaN ?? double.NaN,
        up?.Difference.Mean.OrNaN ?? double.NaN, up?.Difference.Lower.OrNaN ?? double.NaN, up?.Difference.Upper.OrNaN ?? double.NaN);

    private static string Difference(Contrast? contrast) => contrast is not { Difference.Mean.IsDefined: true } ? "–"
        : Signed(contrast.Difference.Mean.Value) + (contrast.Difference.Lower.IsDefined ? $" [{Signed(contrast.Difference.Lower.Value)}, {Signed(contrast.Difference.Upper.Value)}]" : "");

    private static string Signed(double value) => value.ToString("+0.000;−0.000;0.000", CultureInfo.InvariantCulture);

    private static string P(Contrast? contrast) => contrast is { AdjustedP.IsDefined: true } ? contrast.AdjustedP.Value < 0.001 ? "< .001" : contrast.AdjustedP.Value.ToString("0.000", CultureInfo.InvariantCulture) : "–";

    private static string Ratio(double value, double baseline) => baseline > 0 && value > 0 ? FormattableString.Invariant($"{value / baseline:0.00} ×") : "–";

    /// <summary>What an arm's chains read and took, over the seeds that it finished; a shared training counts for each of them.</summary>
    private static Dictionary<string, (double Characters, double Seconds)> Cost(RunResults results) => results.Arms.ToDictionary(arm => arm.Id, arm =>
    {
        var rows = results.Generations.Where(row => row.Cell == arm.Id && row.Facts.Generation <= results.Last).ToArray();
        return ((double)rows.Sum(row => row.Facts.CharactersRead) / Seeds(rows),
            rows.Sum(row => Seconds(results.Folder, arm, row.Seed, row.Facts.Generation)) / Seeds(rows));
    });

    private static int Seeds((string Cell, long Seed, GenerationFacts Facts)[] rows) => Math.Max(1, rows.Select(row => row.Seed).Distinct().Count());

    private static double Seconds(RunFolder folder, Cell arm, long seed, int generation) =>
        new GenerationFolder(folder.Chain(arm, seed), generation).Times() is { } times
            ? (times.Training + times.Saved + times.Writing).TotalSeconds : 0;
}
