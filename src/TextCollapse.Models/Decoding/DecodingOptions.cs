using TextCollapse.Options;

namespace TextCollapse.Models.Decoding;

/// <summary>
/// How text is drawn from a model. The defaults draw from the model's own distribution. What is set is applied to each row of logits in the
/// customary order: repetition penalty, temperature, top-k, top-p, min-p; then one character is drawn.
/// </summary>
public sealed record DecodingOptions
{
    /// <summary>
    /// Divides the logits: p ∝ p^(1/T). Below 1 sharpens, above 1 flattens; 0 is greedy, always the most likely character.
    /// </summary>
    [Option("the exponent 1/T of each probability; 0 is greedy", Min = 0, Max = 100)]
    public double Temperature { get; init; } = 1;

    /// <summary>Draw among this many most likely characters (Fan, Lewis and Dauphin 2018); 0 for all.</summary>
    [Option("keep the k likeliest characters; 0: all", Min = 0, Max = 65_536)]
    public int TopK { get; init; }

    /// <summary>
    /// Draw among the fewest most likely characters that hold this much probability, the nucleus (Holtzman et al. 2020); 1 for all.
    /// </summary>
    [Option("nucleus: keep the likeliest characters up to this total probability", Min = 0, MinExcluded = true, Max = 1)]
    public double TopP { get; init; } = 1;

    /// <summary>Draw among characters at least this fraction as likely as the most likely one (Nguyen et al. 2024); 0 for all.</summary>
    [Option("keep characters at least this probable relative to the likeliest", Min = 0, Max = 1)]
    public double MinP { get; init; }

    /// <summary>
    /// Raises the probability of recently written characters to this power before renormalising (Keskar et al. 2019); 1 for no penalty.
    /// </summary>
    [Option("the exponent of the probabilities of characters seen of late; 1: none", Min = 0.01, Max = 100)]
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>How many of the last characters read or written the penalty looks at.</summary>
    [Option("how many of the last characters, those of the prompt included, the repetition penalty looks at", Min = 1, Max = 1_000_000)]
    public int RepetitionWindow { get; init; } = 64;

    /// <summary>Hypotheses of beam search, which seeks the likeliest document and draws nothing; 0 or 1 to draw.</summary>
    [Option("beam width; 0: sampling", Min = 0, Max = 64)]
    public int Beam { get; init; }

    /// <summary>
    /// Characters of a real document that the model reads before it writes each document; they are not part of what it wrote.
    /// </summary>
    [Option("characters of a real document that each generated one begins from; not part of the text", Min = 0, Max = 100_000)]
    public int Prompt { get; init; }

    /// <summary>True when the text does not depend on random numbers: documents with the same prompt are then all alike.</summary>
    public bool IsDeterministic => Temperature == 0 || Beam > 1 || TopK == 1;

    /// <summary>True when characters are drawn from the model's own distribution, unchanged.</summary>
    public bool IsAncestral =>
        this with { RepetitionWindow = 0, Prompt = 0, Beam = Math.Max(Beam, 1) } == new DecodingOptions { RepetitionWindow = 0, Beam = 1 };

    /// <summary>
    /// Everything wrong with these options, each under its key of the study file below <paramref name="place"/>; empty when all is well.
    /// </summary>
    public IReadOnlyList<Problem> Validate(string place = "decoding")
    {
        List<Problem> problems = [.. OptionSet.Check(this, place)];
        if (Beam > 1 && !(Temperature == 1 && TopK == 0 && TopP == 1 && MinP == 0))
            problems.Add(new Problem($"{place}.beam",
                "beam search draws nothing, so temperature, top_k, top_p and min_p have no meaning with it: leave them out, or set "
                    + "beam to 0."));
        return problems;
    }
}
