using System.Globalization;
using System.Text;
using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Metrics;

/// <summary>The documentation page of all metrics, as Markdown, generated from the catalogue.</summary>
public static class MetricPage
{
    private static readonly (MetricGroup Group, string Title)[] Groups =
    [
        (MetricGroup.Model, "From the model"), (MetricGroup.Coverage, "Coverage of a reference"),
            (MetricGroup.Diversity, "Diversity at equal size"),
        (MetricGroup.Loops, "Loops and memory"), (MetricGroup.LongRange, "Long range"),
            (MetricGroup.Compatibility, "Compatibility: what other tools report"),
        (MetricGroup.Generation, "Columns of generations.csv"),
    ];

    /// <summary>The title of a group of metrics.</summary>
    public static string Title(MetricGroup group) => Groups.First(one => one.Group == group).Title;

    /// <summary>The effect of collapse on a metric, as an arrow.</summary>
    public static string Arrow(CollapseDirection direction) =>
        direction switch { CollapseDirection.Lowers => "↓", CollapseDirection.Raises => "↑", _ => "↕" };

    /// <summary>The effect of collapse on a metric, in words.</summary>
    public static string Effect(CollapseDirection direction)
        => direction switch
        {
            CollapseDirection.Lowers => "collapse lowers it",
            CollapseDirection.Raises => "collapse raises it",
            _ =>
            "collapse may change it in either direction"
        };

    /// <summary>The name of an interval.</summary>
    public static string Interval(IntervalKind interval)
        => interval switch
        {
            IntervalKind.DocumentBootstrap => "document bootstrap",
            IntervalKind.HalfSampling => "half-sampling",
            _ =>
            "over seeds only"
        };

    /// <summary>The page.</summary>
    /// <param name="sections">All columns, by section.</param>
    public static string Markdown(IReadOnlyList<(string Title, IReadOnlyList<MetricColumn> Columns)> sections)
    {
        var page = new StringBuilder(
            "# Metrics\n\n"
            + "Generated from the catalogue (`textcollapse measure --list`); do not edit by hand. An undefined value is undefined, with a "
            + "reason, and never 0.\n"
            + "`{n}` in a name stands for each of the orders given. ↓ collapse lowers it, ↑ collapse raises it, ↕ either. Entropies and "
            + "divergences are in nats unless the unit says bits.\n"
            + "The columns of `generations.csv` and `summary.csv` have these ids and units: `entropy_4` is in nats, `bpc_real` and "
            + "`predictive_entropy_held_out` are in bits (1 nat = 1.4427 bits).\n\n");
        foreach (var (title, columns) in sections)
            Table(page, title, columns);
        page.Append(
            "## Failure modes\n\nA change counts if its mean over seeds exceeds the noise floor and every seed has the same direction. "
            + "If the study has a control arm (real text alone in every generation), it must exceed the control's change "
            + "too, seed by seed. "
            + "The noise floor is the larger of the difference between real texts of this size (columns `floor_…`, from halves of "
            + "the real training text; for all bits per character `floor_bpc_real`) and the spread of seeds at generation 0. Where "
            + "neither is known (one seed, and a column without a floor), 2 % of the value at generation 0 is used, and the evidence "
            + "says so. Distances from the first model and from a twin chain are compared with generation 1, and must exceed it by "
            + "half: a model trained again on fresh real text is as far from the first one in every generation.\n\n| mode | definition "
            + "| diagnosed from |\n|---|---|---|\n");
        foreach (var mode in FailureModeDefinition.All)
            page.Append(CultureInfo.InvariantCulture,
                $"| {mode.Name} | {mode.Definition} | {string.Join(", ", mode.Columns.Select(column => $"`{column}`"))} |\n");
        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void Table(StringBuilder page, string title, IReadOnlyList<MetricColumn> metrics)
    {
        var ofChain = metrics[0].Group == MetricGroup.Generation;
        string[] last = ofChain ? ["name", "measured"] : ["interval", "validity", "cost"];
        string[] heads = ["id", "unit", "", "what it answers", "formula", "source", .. last];
        page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n{Row(heads)}|{string.Concat(heads.Select(_ => "---|"))}\n");
        foreach (var metric in metrics)
        {
            var orders = metric.Orders.Count == 0 ? "" : $" (n = {string.Join(", ", metric.Orders)})";
            string[] end = ofChain ? [metric.Label, Measured(metric)] : [Interval(metric.Interval), metric.Validity, metric.Cost];
            page.Append(Row([$"`{metric.Id}`{orders}", metric.Unit, Arrow(metric.Direction), metric.Question, metric.Formula, metric.Source,
                .. end]));
        }
        page.Append('\n');
    }

    /// <summary>The condition under which a column is measured, in words.</summary>
    public static string Measured(MetricColumn column) => column.When.Needs.Length == 0 ? "always" : $"needs {column.When.Needs}";

    private static string Row(IEnumerable<string> arms)
        => $"| {string.Join(" | ", arms.Select(arm => arm.Replace("|", "\\|", StringComparison.Ordinal)))} |\n";
}
