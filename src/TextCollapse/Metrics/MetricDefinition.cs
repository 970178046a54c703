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

/// <summary>One metric as the catalogue, <c>measure --list</c> and the docs page show it.</summary>
/// <param name="Id">Its column; <c>{n}</c> stands for each of the orders.</param>
/// <param name="Group">Where it stands.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Direction">What collapse does to it.</param>
/// <param name="Question">What it answers, in one sentence.</param>
/// <param name="Definition">How it is computed.</param>
/// <param name="Source">The paper or tool that defined it.</param>
/// <param name="Cost">Time in N characters, and what it needs besides the text.</param>
/// <param name="Validity">The smallest sample, and whether sizes must be equal to compare.</param>
/// <param name="Interval">The interval that holds within one text.</param>
public sealed record MetricDefinition(
    string Id, MetricGroup Group, string Unit, CollapseDirection Direction, string Question, string Definition, string Source, string Cost,
    string Validity, IntervalKind Interval)
{
    /// <summary>The n-gram orders or lengths that <c>{n}</c> runs over; empty for a single column.</summary>
    public IReadOnlyList<int> Orders { get; init; } = [];

    /// <summary>True where the value depends on the amount of text, so that only equal sizes compare.</summary>
    public bool DependsOnSize { get; init; }

    /// <summary>What its values lie between: 0 and 1 for shares and probabilities, −1 and 1 for what says so, 0 and no end for everything else that has no sign.</summary>
    internal (double Least, double Most)? Range => Unit switch
    {
        "0 to 1" or "probability" => (0, 1),
        _ when Unit.StartsWith("share", StringComparison.Ordinal) => (0, 1),
        "−1 to 1" or "correlation" => (-1, 1),
        "slope" or "exponent" => null,
        _ => (0, double.PositiveInfinity),
    };

    /// <summary>The ids of all columns, in order.</summary>
    public IEnumerable<string> Columns => Orders.Count == 0 ? [Id] : Orders.Select(Column);

    /// <summary>The id of the column of one order.</summary>
    public string Column(int order) => Id.Replace("{n}", order.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
