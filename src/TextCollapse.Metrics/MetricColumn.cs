using System.Globalization;

namespace TextCollapse.Metrics;

/// <summary>Groups of metrics, in order of relevance for a character-level study.</summary>
public enum MetricGroup
{
    /// <summary>Metrics from a model's predictions: no sampling noise, no length bias.</summary>
    Model,

    /// <summary>Comparisons of n-grams with a reference.</summary>
    Coverage,

    /// <summary>Diversity at equal size.</summary>
    Diversity,

    /// <summary>Loops, repeats and copies.</summary>
    Loops,

    /// <summary>Long-range structure, beyond a few characters.</summary>
    LongRange,

    /// <summary>Metrics that other tools report; redundant or misleading on characters.</summary>
    Compatibility,

    /// <summary>
    /// Columns of the generations of a chain: they need its models, the training text of earlier generations, or its settings.
    /// </summary>
    Generation,
}

/// <summary>The effect of collapse on a metric.</summary>
public enum CollapseDirection
{
    /// <summary>Collapse lowers it.</summary>
    Lowers,

    /// <summary>Collapse raises it.</summary>
    Raises,

    /// <summary>It may change in either direction, or is not informative.</summary>
    Either,
}

/// <summary>The kind of confidence interval that is valid for a metric within one text.</summary>
public enum IntervalKind
{
    /// <summary>None is known to be valid.</summary>
    None,

    /// <summary>Documents drawn with replacement: means of per-document values and ratios of sums.</summary>
    DocumentBootstrap,

    /// <summary>
    /// Halves of the documents drawn without replacement: for metrics that count support, where duplicated documents would look like
    /// repetition.
    /// </summary>
    HalfSampling,
}

/// <summary>
/// A column of a table of results, declared next to the code that computes it. Tables, checks, the documentation, the report and the
/// classroom page use the declaration; nothing else names the column.
/// </summary>
/// <param name="Id">Its name; <c>{…}</c> stands for each of its <see cref="Orders"/> or <see cref="Values"/>.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Direction">The effect of collapse on it.</param>
/// <param name="Question">What it answers, in one sentence.</param>
/// <param name="Formula">How it is computed.</param>
/// <param name="Source">The paper or tool that defined it; <c>own</c> if it was defined here.</param>
public sealed record MetricColumn(string Id, string Unit, CollapseDirection Direction, string Question, string Formula, string Source)
{
    private readonly string? _label;

    /// <summary>The display name: a noun phrase without the unit.</summary>
    public string Label { get => _label ?? Id.Replace('_', ' '); init => _label = value; }

    /// <summary>The display name as a heading.</summary>
    public string Title => $"{char.ToUpperInvariant(Label[0])}{Label[1..]}";

    /// <summary>Its group in the catalogue.</summary>
    public MetricGroup Group { get; init; } = MetricGroup.Generation;

    /// <summary>The condition under which it is measured.</summary>
    public ColumnCondition When { get; init; } = ColumnCondition.Always;

    /// <summary>Time complexity, and what it needs besides the text.</summary>
    public string Cost { get; init; } = "one pass; needs the chain";

    /// <summary>The minimum sample, and whether sizes must be equal for comparison.</summary>
    public string Validity { get; init; } = "keep the held-out text and the amount of generated text constant";

    /// <summary>The valid interval within one text.</summary>
    public IntervalKind Interval { get; init; }

    /// <summary>The n-gram orders or lengths that <c>{n}</c> runs over; empty for a single column.</summary>
    public IReadOnlyList<int> Orders { get; init; } = [];

    /// <summary>The values of the part in braces in an arm; null for a single column or one with <see cref="Orders"/>.</summary>
    public Func<MeasuredArm, IEnumerable<string>>? Values { get; init; }

    /// <summary>True if the value depends on the amount of text, so that it must be compared at equal size.</summary>
    public bool DependsOnSize { get; init; }

    /// <summary>Whether arms are tested for a difference in it; false if the study sets it, or theory predicts it.</summary>
    public bool IsTested { get; init; } = true;

    /// <summary>Whether its values are shares, 0 to 1, displayed as per cent.</summary>
    public bool IsShare => Unit.StartsWith("share", StringComparison.Ordinal);

    /// <summary>Which direction is better, as a sentence; empty if unknown.</summary>
    public string Better => Direction switch
    {
        CollapseDirection.Raises => "Lower is better.",
        CollapseDirection.Lowers => "Higher is better.",
        _ => "",
    };

    /// <summary>
    /// The range of its values: 0 to 1 for shares and probabilities, −1 to 1 for units that state it, 0 to infinity for everything else
    /// without a sign.
    /// </summary>
    internal (double Least, double Most) Range => Unit switch
    {
        "0 to 1" or "probability" => (0, 1),
        _ when IsShare => (0, 1),
        "0 to 2" => (0, 2),
        "0 to 4" => (0, 4),
        "−1 to 1" or "correlation" => (-1, 1),
        _ => (0, double.PositiveInfinity),
    };

    /// <summary>The names of all columns that do not depend on an arm, in order.</summary>
    public IEnumerable<string> Columns => Orders.Count == 0 ? [Id] : Orders.Select(order => At(order).Id);

    /// <summary>The names of its columns in an arm, in order; empty if it is not measured.</summary>
    public IEnumerable<string> NamesIn(MeasuredArm arm)
    {
        if (!When.Holds(arm))
            return [];
        return Values is null ? Columns : Values(arm).Select(value => At(value).Id);
    }

    /// <summary>The column of one order.</summary>
    public MetricColumn At(int order) => At(order.ToString(CultureInfo.InvariantCulture));

    /// <summary>The column of one value of the part in braces.</summary>
    public MetricColumn At(string value) => this with
    {
        Id = Fill(Id, value),
        Label = Fill(Label, value),
        Question = Fill(Question, value),
        Orders = [],
        Values = null,
    };

    /// <summary>The single column of this name, or null if it does not belong to this declaration.</summary>
    public MetricColumn? Find(string column)
    {
        var open = Id.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
            return column == Id ? this : null;
        var rest = Id.Length - Id.IndexOf('}', StringComparison.Ordinal) - 1;
        if (column.Length <= open + rest)
            return null;
        var one = At(column[open..^rest]);
        return one.Id == column && (Orders.Count == 0 || Columns.Contains(column, StringComparer.Ordinal)) ? one : null;
    }

    /// <summary>The column with its value in one row.</summary>
    public KeyValuePair<string, Measurement> Is(Measurement value) => new(Id, value);

    private static string Fill(string text, string value)
        => text.IndexOf('{', StringComparison.Ordinal) is >= 0 and var open
            ? text[..open] + value + text[(text.IndexOf('}', open) + 1)..]
            : text;
}
