namespace TextCollapse.Web.Measurements;

/// <summary>A metric that the page can draw.</summary>
/// <param name="Id">Its column.</param>
/// <param name="Name">Its name in the menu.</param>
/// <param name="Axis">The title of its axis, with the unit.</param>
/// <param name="Explanation">What it measures and how to read it.</param>
internal sealed record DisplayMetric(string Id, string Name, string Axis, string Explanation)
{
    /// <summary>The share of tracked words that the generated text still has.</summary>
    public const string WordsAlive = "words_alive";

    /// <summary>All of them, the default one first.</summary>
    public static IReadOnlyList<DisplayMetric> All { get; } =
    [
        new("bpc_real", "loss on real text", "bits per character on held-out real text (lower is better)",
            "How well each generation predicts real text that no model was trained on. A rising curve means that the models forget."),
        new("distinct_8", "diversity", "distinct share of 8-character sequences",
            "How many of the 8-character sequences in a generated text are distinct. A falling curve means that the text repeats itself."),
        new("hapax_retention_5", "rare sequences kept", "share of the rare 5-character sequences still generated",
            "Of the sequences that occur once in the real text, how many are still generated. Rare ones are lost first."),
        new(WordsAlive, "words alive", "share of the tracked words still generated",
            "How many of the tracked words below each generation still produces."),
        new("bpc_own", "loss on own text", "bits per character on its own text (lower means more certain)",
            "How well each generation predicts its own text. If this falls while the loss on real text rises, the models collapse."),
    ];

    /// <summary>The metric of a column, else the default.</summary>
    public static DisplayMetric Of(string? id) => All.FirstOrDefault(metric => metric.Id == id) ?? All[0];
}
