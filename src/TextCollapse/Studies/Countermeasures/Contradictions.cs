namespace TextCollapse.Studies.Countermeasures;

/// <summary>Countermeasures that undo each other or set the same thing, with the reason: what one of them does would be lost without a word.</summary>
internal static class Contradictions
{
    /// <summary>Each makes sense of written text or of origins, of which token editing and a perfect filter leave nothing.</summary>
    private static readonly string[] OfWrittenText = ["real-first", "golden-weight", "discriminator-reweighting", "detector-resampling", "verification"];

    private static readonly (string One, string Other, string Why)[] Pairs =
    [
        .. OfWrittenText.Append("oracle-filter").Append("origin-filter").Select(other => ("token-editing", other, "token-editing reads edited real text in place of all that was given, whatever the other made of it")),
        .. OfWrittenText.Select(other => ("oracle-filter", other, "oracle-filter leaves no written text for the other to work on")),
        ("oracle-filter", "origin-filter", "both filter by origin"),
        ("real-first", "golden-weight", "both set the share of real text"),
        ("easy-first", "hard-first", "both set the order in which a training reads"),
    ];

    /// <summary>What is wrong with these names side by side.</summary>
    public static IEnumerable<Problem> Among(IReadOnlySet<string> names) => Pairs.Where(pair => names.Contains(pair.One) && names.Contains(pair.Other))
        .Select(pair => new Problem($"countermeasures {pair.One}", $"contradicts {pair.Other}: {pair.Why}. Leave one of them out."));
}
