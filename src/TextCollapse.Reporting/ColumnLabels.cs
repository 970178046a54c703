namespace TextCollapse.Reporting;

/// <summary>
/// How the report and the terminal label the columns that they show. The only place with such labels; a declaration of columns can take it
/// over.
/// </summary>
public static class ColumnLabels
{
    /// <summary>Loss on held-out real text.</summary>
    public static ColumnLabel Loss { get; } = new("bpc_real", "Loss on held-out real text",
        "bits per character of held-out real text (lower is better)")
    {
        Short = "loss on real text, bits/char",
        Explanation = "A model trained on the text of its predecessors fits real text ever worse, and the curve rises.",
    };

    /// <summary>Held-out real characters to which a model assigns probability zero.</summary>
    public static ColumnLabel ZeroProbability { get; } = new("zero_probability_share", "Real characters with probability zero",
        "share of held-out real characters")
    {
        Short = "probability zero",
        IsShare = true,
        Explanation = "These characters are left out of the bits per character above: where this curve rises, the loss is understated.",
    };

    /// <summary>Distinct 8-grams of the generated text.</summary>
    public static ColumnLabel Distinct { get; } = new("distinct_8", "Diversity of the generated text",
        "distinct 8-grams, share of all 8-grams")
    {
        Short = "distinct 8-grams",
        IsShare = true,
        Explanation = "Higher is more diverse. Far above generation 0 is noise, far below is repetition.",
    };

    /// <summary>Rare 5-grams of the real text that are still generated.</summary>
    public static ColumnLabel Rare { get; } = new("hapax_retention_5", "Rare sequences still generated",
        "share of the 5-grams that occur once in the real text")
    {
        Short = "rare 5-grams generated",
        IsShare = true,
        Explanation = "Collapse begins in the tail: 5-grams that occur once in the real text are lost first.",
    };

    /// <summary>The columns of the curves, in reading order.</summary>
    public static IReadOnlyList<ColumnLabel> Curves { get; } = [Loss, ZeroProbability, Distinct, Rare];
}

/// <summary>The labels of a column.</summary>
/// <param name="Column">The column in the result files.</param>
/// <param name="Title">What it measures, as a heading.</param>
/// <param name="Unit">Its unit, as an axis title.</param>
public sealed record ColumnLabel(string Column, string Title, string Unit)
{
    /// <summary>What it measures, as the heading of a narrow table column.</summary>
    public string Short { get; init; } = Title;

    /// <summary>True for a share from 0 to 1.</summary>
    public bool IsShare { get; init; }

    /// <summary>How to read it.</summary>
    public string Explanation { get; init; } = "";
}
