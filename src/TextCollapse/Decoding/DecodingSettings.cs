namespace TextCollapse.Decoding;

/// <summary>
/// How text is drawn from a model. The defaults draw from the model's own distribution. What is set is applied to each row of logits in the
/// customary order: repetition penalty, temperature, top-k, top-p, min-p; then one character is drawn.
/// </summary>
public sealed record DecodingSettings
{
    /// <summary>Divides the logits: p ∝ p^(1/T). Below 1 sharpens, above 1 flattens; 0 is greedy, always the most likely character.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Draw among this many most likely characters (Fan, Lewis and Dauphin 2018); 0 for all.</summary>
    public int TopK { get; init; }

    /// <summary>Draw among the fewest most likely characters that hold this much probability, the nucleus (Holtzman et al. 2020); 1 for all.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>Draw among characters at least this fraction as likely as the most likely one (Nguyen et al. 2024); 0 for all.</summary>
    public double MinP { get; init; }

    /// <summary>Raises the probability of recently written characters to this power before renormalising (Keskar et al. 2019); 1 for no penalty.</summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>How many of the last characters read or written the penalty looks at.</summary>
    public int RepetitionWindow { get; init; } = 64;

    /// <summary>Hypotheses of beam search, which seeks the likeliest document and draws nothing; 0 or 1 to draw.</summary>
    public int Beam { get; init; }

    /// <summary>Characters of a real document that the model reads before it writes each document; they are not part of what it wrote.</summary>
    public int Prompt { get; init; }

    /// <summary>True when the text does not depend on random numbers: documents with the same prompt are then all alike.</summary>
    public bool IsDeterministic => Temperature == 0 || Beam > 1 || TopK == 1;

    /// <summary>True when characters are drawn from the model's own distribution, unchanged.</summary>
    internal bool IsAncestral => this with { RepetitionWindow = 0, Prompt = 0, Beam = Math.Max(Beam, 1) } == new DecodingSettings { RepetitionWindow = 0, Beam = 1 };

    /// <summary>Everything wrong with these settings, each under its key of the study file below <paramref name="place"/>; empty when all is well.</summary>
    public IReadOnlyList<Problem> Validate(string place = "decoding")
    {
        var problems = new List<Problem>();
        void Require(bool met, string key, string message)
        {
            if (!met)
                problems.Add(new Problem($"{place}.{key}", message));
        }

        Require(Temperature is >= 0 and <= 100, "temperature", FormattableString.Invariant($"is {Temperature}; it is from 0 (greedy) to 100."));
        Require(TopK >= 0, "top_k", FormattableString.Invariant($"is {TopK}; it is 0 (off) or the number of characters to keep."));
        Require(TopP is > 0 and <= 1, "top_p", FormattableString.Invariant($"is {TopP}; it is above 0 and at most 1 (off)."));
        Require(MinP is >= 0 and <= 1, "min_p", FormattableString.Invariant($"is {MinP}; it is from 0 (off) to 1."));
        Require(RepetitionPenalty is >= 0.01 and <= 100, "repetition_penalty", FormattableString.Invariant($"is {RepetitionPenalty}; it is from 0.01 to 100, 1 is off."));
        Require(RepetitionWindow >= 1, "repetition_window", FormattableString.Invariant($"is {RepetitionWindow}; it is at least one character."));
        Require(Beam is >= 0 and <= 1024, "beam", FormattableString.Invariant($"is {Beam}; it is 0 (off) or 2 to 1024 hypotheses."));
        Require(Prompt >= 0, "prompt", FormattableString.Invariant($"is {Prompt}; it is 0 (off) or a number of characters."));
        if (Beam > 1)
            Require(Temperature == 1 && TopK == 0 && TopP == 1 && MinP == 0, "beam",
                "beam search draws nothing, so temperature, top_k, top_p and min_p have no meaning with it: leave them out, or set beam to 0.");
        return problems;
    }
}
