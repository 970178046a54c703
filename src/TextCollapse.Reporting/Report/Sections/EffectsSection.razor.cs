using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

partial class EffectsSection
{
    private const int MaxDescribed = 12;

    private readonly ReportData _data;
    private readonly string _against;
    private readonly IReadOnlyList<Arm> _compared;
    private readonly ILookup<(string Arm, string Metric, ContrastOutcome Outcome), Contrast> _contrasts;
    private readonly bool _measuresDiversity, _startsDiffer;
    private readonly EffectChart _chart;
    private readonly IReadOnlyList<string> _columns;
    private readonly IReadOnlyList<IReadOnlyList<Field>> _rows;

    internal EffectsSection(ReportData data)
    {
        _data = data;
        _contrasts = data.Contrasts.ToLookup(contrast => (contrast.Arm, contrast.Metric, contrast.Outcome));
        _compared = [.. data.Arms.Where(arm => Loss(arm.Id) is not null)];
        string[] baselines = [.. _compared.Select(arm => Loss(arm.Id)!.Baseline).Distinct()];
        _against = baselines.Length == 1 ? $"‘{baselines[0]}’" : "its baseline";
        _startsDiffer = _compared.Any(arm => Loss(arm.Id)!.DiffersAtStart);
        // Documents shorter than eight characters have no 8-grams.
        _measuresDiversity = _compared.Any(arm => Diversity(arm.Id) is { Difference.Mean.IsDefined: true });
        _chart = Chart();
        string[] p = data.Seeds > 1 ? ["adjusted p"] : [];
        string[] change = _startsDiffer ? ["its change since generation 0", .. p] : [];
        string[] diversity = _measuresDiversity ? ["distinct 8-grams", .. p] : [];
        _columns = ["arm", "loss on real text, bits/char", .. p, .. change, .. diversity, "training characters", "time"];
        var cost = data.Arms.ToDictionary(arm => arm.Id, Cost);
        _rows = [.. _compared.Select(arm => Row(arm.Id, cost[arm.Id], cost[BaselineOf(arm.Id)]))];
    }

    internal override string Id => "effects";

    internal override string Title =>
        _against.StartsWith('‘') ? $"Comparison with {_against}" : "Comparison with the baseline of each model kind";

    internal override bool HasContent => _data.Analysis is null && _compared.Count > 0 && _data.Last > 0;

    internal override IReadOnlyList<Figure> Figures => _chart.Effects.Any(effect => double.IsFinite(effect.X) && double.IsFinite(effect.Y))
        ? [_chart] : [];

    private EffectChart Chart() => new()
    {
        Name = "effects",
        Title = $"Each arm compared with {_against}",
        Description = string.Join("; ", _compared.Take(MaxDescribed).Select(arm =>
            $"{arm.Id}: {Difference(Loss(arm.Id))} bits per character, {Difference(Diversity(arm.Id))} distinct 8-grams")) + ".",
        XTitle = "change of the loss on real text, bits per character (left is better)",
        YTitle = "change of the share of distinct 8-grams",
        Baseline = _against.Trim('‘', '’'),
        Effects = [.. _compared.Select(arm => Point(arm.Id, Loss(arm.Id), Diversity(arm.Id)))],
    };

    private IReadOnlyList<Field> Row(string arm, (double Characters, double Seconds) cost, (double Characters, double Seconds) baseline)
    {
        Field[] Tested(Contrast? contrast) => _data.Seeds > 1 ? [Difference(contrast), P(contrast)] : [Difference(contrast)];
        return
        [
            arm, .. Tested(Loss(arm)), .. _startsDiffer ? Tested(Of(arm, GenerationMeter.BpcReal.Id, ContrastOutcome.Change)) : [],
            .. _measuresDiversity ? Tested(Diversity(arm)) : [],
            Ratio(cost.Characters, baseline.Characters), Ratio(cost.Seconds, baseline.Seconds),
        ];
    }

    private Contrast? Loss(string arm) => Of(arm, GenerationMeter.BpcReal.Id);

    private Contrast? Diversity(string arm) => Of(arm, GenerationMeter.Distinct.At(8).Id);

    private Contrast? Of(string arm, string metric, ContrastOutcome outcome = ContrastOutcome.Level) =>
        _contrasts[(arm, metric, outcome)].FirstOrDefault();

    private string BaselineOf(string arm) => Loss(arm)!.Baseline;

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
    private (double Characters, double Seconds) Cost(Arm arm)
    {
        ChainResults[] chains = [.. _data.ChainsOf(arm)];
        var times = chains.SelectMany(chain => chain.Times.Take(_data.Last + 1)).OfType<GenerationTimes>();
        return (chains.SelectMany(chain => chain.Facts.Take(_data.Last + 1)).Sum(facts => (double)facts.CharactersRead) / chains.Length,
            times.Sum(time => (time.Training + time.Saved + time.Writing).TotalSeconds) / chains.Length);
    }
}
