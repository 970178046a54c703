using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

partial class EffectsSection
{
    private const int MostDescribed = 12;

    private readonly ReportData _data;
    private readonly string _baseline;
    private readonly ILookup<(string Arm, string Metric), Contrast> _contrasts;
    private readonly bool _measuresDiversity;
    private readonly EffectChart _chart;
    private readonly IReadOnlyList<string> _columns;
    private readonly IReadOnlyList<IReadOnlyList<Field>> _rows;

    internal EffectsSection(ReportData data)
    {
        _data = data;
        _baseline = data.Arms[0].Id;
        _contrasts = data.Contrasts.ToLookup(contrast => (contrast.Cell, contrast.Metric));
        // Documents shorter than eight characters have no 8-grams.
        _measuresDiversity = data.Arms.Skip(1).Any(arm => Diversity(arm.Id) is { Difference.Mean.IsDefined: true });
        _chart = Chart();
        string[] p = data.Seeds > 1 ? ["Holm p"] : [];
        string[] diversity = _measuresDiversity ? ["distinct 8-grams", .. p] : [];
        _columns = ["arm", "loss on real text, bits/char", .. p, .. diversity, "training characters", "time"];
        var cost = data.Arms.ToDictionary(arm => arm.Id, Cost);
        _rows = [.. data.Arms.Skip(1).Select(arm => Row(arm.Id, cost[arm.Id], cost[_baseline]))];
    }

    internal override string Id => "effects";

    internal override string Title => $"Comparison with ‘{_baseline}’";

    internal override bool HasContent => _data.Analysis is null && _data.Arms.Count > 1 && _data.Last > 0;

    internal override IReadOnlyList<Figure> Figures => _chart.Effects.Any(effect => double.IsFinite(effect.X) && double.IsFinite(effect.Y))
        ? [_chart] : [];

    private EffectChart Chart() => new()
    {
        Name = "effects",
        Title = $"Each arm compared with ‘{_baseline}’",
        Description = string.Join("; ", _data.Arms.Skip(1).Take(MostDescribed).Select(arm =>
            $"{arm.Id}: {Difference(Loss(arm.Id))} bits per character, {Difference(Diversity(arm.Id))} distinct 8-grams")) + ".",
        XTitle = "change of the loss on real text, bits per character (left is better)",
        YTitle = "change of the share of distinct 8-grams",
        Baseline = _baseline,
        Effects = [.. _data.Arms.Skip(1).Select(arm => Point(arm.Id, Loss(arm.Id), Diversity(arm.Id)))],
    };

    private IReadOnlyList<Field> Row(string arm, (double Characters, double Seconds) cost, (double Characters, double Seconds) baseline)
    {
        Field[] Tested(Contrast? contrast) => _data.Seeds > 1 ? [Difference(contrast), P(contrast)] : [Difference(contrast)];
        return
        [
            arm, .. Tested(Loss(arm)), .. _measuresDiversity ? Tested(Diversity(arm)) : [],
            Ratio(cost.Characters, baseline.Characters), Ratio(cost.Seconds, baseline.Seconds),
        ];
    }

    private Contrast? Loss(string arm) => _contrasts[(arm, GenerationMeter.BpcReal.Id)].FirstOrDefault();

    private Contrast? Diversity(string arm) => _contrasts[(arm, GenerationMeter.Distinct.At(8).Id)].FirstOrDefault();

    private Effect Point(string arm, Contrast? x, Contrast? y)
    {
        var ((atX, fromX, toX), (atY, fromY, toY)) = (Ends(x), Ends(y));
        return new(arm, atX, fromX, toX, atY, fromY, toY) { Style = _data.Style(arm) };
    }

    private static (double Mean, double Lower, double Upper) Ends(Contrast? contrast) => contrast is null
        ? (double.NaN, double.NaN, double.NaN)
        : (contrast.Difference.Mean.OrNaN, contrast.Difference.Lower.OrNaN, contrast.Difference.Upper.OrNaN);

    private static string Difference(Contrast? contrast)
    {
        if (contrast is not { Difference.Mean.IsDefined: true })
            return "–";
        var (mean, lower, upper) = Ends(contrast);
        return Format.Signed(mean) + (double.IsNaN(lower) ? "" : $" [{Format.Signed(lower)}, {Format.Signed(upper)}]");
    }

    private static string P(Contrast? contrast)
    {
        if (contrast is not { AdjustedP.IsDefined: true })
            return "–";
        return contrast.AdjustedP.Value < 0.001 ? "< .001" : contrast.AdjustedP.Value.ToString("0.000", CultureInfo.InvariantCulture);
    }

    private static string Ratio(double value, double baseline) => baseline > 0 && value > 0
        ? FormattableString.Invariant($"{value / baseline:0.00} ×") : "–";

    /// <summary>
    /// Training characters and seconds of an arm per chain, up to the last generation that all arms have reached; a shared training counts
    /// for
    /// each of them.
    /// </summary>
    private (double Characters, double Seconds) Cost(Cell arm)
    {
        ChainResults[] chains = [.. _data.ChainsOf(arm)];
        var times = chains.SelectMany(chain => chain.Times.Take(_data.Last + 1)).OfType<GenerationTimes>();
        return (chains.SelectMany(chain => chain.Facts.Take(_data.Last + 1)).Sum(facts => (double)facts.CharactersRead) / chains.Length,
            times.Sum(time => (time.Training + time.Saved + time.Writing).TotalSeconds) / chains.Length);
    }
}
