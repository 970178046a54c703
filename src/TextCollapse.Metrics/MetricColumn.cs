using System.Globalization;

namespace TextCollapse.Metrics;

/// <summary>Where a metric stands in the order of what a character-level study needs.</summary>
public enum MetricGroup
{
    /// <summary>What a model says of a text: no sampling noise, no length bias.</summary>
    Model,

    /// <summary>n-grams against a reference.</summary>
    Coverage,

    /// <summary>Diversity at equal size.</summary>
    Diversity,

    /// <summary>Loops, repeats and copies.</summary>
    Loops,

    /// <summary>Order beyond a few characters.</summary>
    LongRange,

    /// <summary>Columns that others report; redundant or misleading on characters.</summary>
    Compatibility,

    /// <summary>
    /// Columns of the generations of a chain: they need its models, what earlier generations were trained on, or its settings.
    /// </summary>
    Generation,
}

/// <summary>What collapse does to a metric.</summary>
public enum CollapseDirection
{
    /// <summary>Collapse lowers it.</summary>
    Lowers,

    /// <summary>Collapse raises it.</summary>
    Raises,

    /// <summary>It moves either way, or does not tell.</summary>
    Either,
}

/// <summary>The interval that holds for a metric within one text.</summary>
public enum IntervalKind
{
    /// <summary>None is known to hold.</summary>
    None,

    /// <summary>Documents drawn with replacement: means of per-document values and ratios of sums.</summary>
    DocumentBootstrap,

    /// <summary>Halves of the documents without replacement: whatever counts support, where copies would fake repetition.</summary>
    HalfSampling,
}

/// <summary>
/// A column of a table of results, declared beside the code that computes it. Tables, checks, the documentation, the report and the
/// classroom page read the declaration; nothing else names the column.
/// </summary>
/// <param name="Id">Its name; <c>{…}</c> stands for each of its <see cref="Orders"/> or <see cref="Values"/>.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Direction">What collapse does to it.</param>
/// <param name="Question">What it answers, in one sentence.</param>
/// <param name="Formula">How it is computed.</param>
/// <param name="Source">The paper or tool that defined it; <c>own</c> where it was defined here.</param>
public sealed record MetricColumn(string Id, string Unit, CollapseDirection Direction, string Question, string Formula, string Source)
{
    private readonly string? _label;

    /// <summary>Its name for people: a noun phrase without the unit.</summary>
    public string Label { get => _label ?? Id.Replace('_', ' '); init => _label = value; }

    /// <summary>Its name as a heading.</summary>
    public string Title => $"{char.ToUpperInvariant(Label[0])}{Label[1..]}";

    /// <summary>Where it stands in the catalogue.</summary>
    public MetricGroup Group { get; init; } = MetricGroup.Generation;

    /// <summary>In which arms it is measured.</summary>
    public ColumnCondition When { get; init; } = ColumnCondition.Always;

    /// <summary>Time in N characters, and what it needs besides the text.</summary>
    public string Cost { get; init; } = "one pass; needs the chain";

    /// <summary>The smallest sample, and whether sizes must be equal to compare.</summary>
    public string Validity { get; init; } = "hold the held-out text and the amount generated constant";

    /// <summary>The interval that holds within one text.</summary>
    public IntervalKind Interval { get; init; }

    /// <summary>The n-gram orders or lengths that <c>{n}</c> runs over; empty for a single column.</summary>
    public IReadOnlyList<int> Orders { get; init; } = [];

    /// <summary>What else the part in braces runs over in an arm; null for a single column or one with <see cref="Orders"/>.</summary>
    public Func<MeasuredArm, IEnumerable<string>>? Values { get; init; }

    /// <summary>True where the value depends on the amount of text, so that only equal sizes compare.</summary>
    public bool DependsOnSize { get; init; }

    /// <summary>Whether arms are tested for a difference in it; not where the study sets it, or theory predicts it.</summary>
    public bool IsTested { get; init; } = true;

    /// <summary>Whether its values are shares, 0 to 1, that people read as per cent.</summary>
    public bool IsShare => Unit.StartsWith("share", StringComparison.Ordinal);

    /// <summary>Which way is better, as a sentence; empty where it does not tell.</summary>
    public string Better => Direction switch
    {
        CollapseDirection.Raises => "Lower is better.",
        CollapseDirection.Lowers => "Higher is better.",
        _ => "",
    };

    /// <summary>
    /// What its values lie between: 0 and 1 for shares and probabilities, −1 and 1 for what says so, 0 and no end for everything else that
    /// has no sign.
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

    /// <summary>The names of its columns in an arm, in order; none where it is not measured.</summary>
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

    /// <summary>The single column of this name, or null where it is none of this declaration's.</summary>
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
