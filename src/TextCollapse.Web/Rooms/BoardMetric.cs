namespace TextCollapse.Web.Rooms;

/// <summary>A measurement that the page draws.</summary>
/// <param name="Id">Its column.</param>
/// <param name="Name">Its name in a menu.</param>
/// <param name="Axis">Its axis, with the unit.</param>
/// <param name="Reading">How to read it, in a sentence for a class.</param>
public sealed record BoardMetric(string Id, string Name, string Axis, string Reading)
{
    /// <summary>The share of watched words that a generation wrote.</summary>
    public const string WordsAlive = "words_alive";

    /// <summary>All, the one shown first at the head.</summary>
    public static IReadOnlyList<BoardMetric> All { get; } =
    [
        new("bpc_real", "surprise at real text", "bits per character on held-out real text", "How badly each generation foresees real text that none has read. Rising means forgetting."),
        new("distinct_8", "variety", "share of 8-character pieces that are new", "How much of what a generation writes it has not written before. Falling means it repeats itself."),
        new("hapax_retention_5", "rare pieces kept", "share of the rare 5-character pieces still written", "Of the pieces that real text has once, how many are still written. The rare goes first."),
        new(WordsAlive, "words alive", "share of the watched words still written", "Of the words below, how many the generation still wrote."),
        new("bpc_own", "surprise at own text", "bits per character on its own text", "How sure each generation is of what it writes itself. Falling while the first rises is collapse."),
    ];

    /// <summary>The one with this column, else the first.</summary>
    public static BoardMetric Of(string? id) => All.FirstOrDefault(metric => metric.Id == id) ?? All[0];
}
