using TextCollapse.Options;

namespace TextCollapse.Models.Decoding;

/// <summary>
/// How text is sampled from a model. The defaults sample from the model's own distribution. The transforms that are set are applied to each
/// row of logits in the usual order: repetition penalty, temperature, top-k, top-p, min-p; then one character is sampled.
/// </summary>
public sealed record DecodingOptions
{
    /// <summary>
    /// Divides the logits: p ∝ p^(1/T). Values below 1 sharpen, values above 1 flatten the distribution; 0 is greedy decoding, always the
    /// most likely character.
    /// </summary>
    [Option("the exponent 1/T of each probability; 0 is greedy", Min = 0, Max = 100)]
    public double Temperature { get; init; } = 1;

    /// <summary>Sample from this many most likely characters (Fan, Lewis and Dauphin 2018); 0 for all.</summary>
    [Option("keep the k most likely characters; 0: all", Min = 0, Max = 65_536)]
    public int TopK { get; init; }

    /// <summary>
    /// Sample from the smallest set of most likely characters with at least this total probability, the nucleus (Holtzman et al. 2020); 1
    /// for all.
    /// </summary>
    [Option("nucleus: keep the most likely characters up to this total probability", Min = 0, MinExcluded = true, Max = 1)]
    public double TopP { get; init; } = 1;

    /// <summary>Sample from characters with at least this fraction of the highest probability (Nguyen et al. 2024); 0 for all.</summary>
    [Option("keep characters at least this probable relative to the most likely one", Min = 0, Max = 1)]
    public double MinP { get; init; }

    /// <summary>
    /// Raises the probability of recent characters to this power before renormalising (Keskar et al. 2019); 1 for no penalty.
    /// </summary>
    [Option("the exponent of the probabilities of recent characters; 1: no penalty", Min = 0.01, Max = 100)]
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>How many of the last characters read or written the penalty looks at.</summary>
    [Option("how many of the last characters, those of the prompt included, the repetition penalty looks at", Min = 1, Max = 1_000_000)]
    public int RepetitionWindow { get; init; } = 64;

    /// <summary>The beam width of beam search, which searches for the most likely document without sampling; 0 or 1 to sample.</summary>
    [Option("beam width; 0: sampling", Min = 0, Max = 64)]
    public int Beam { get; init; }

    /// <summary>Characters of a real document that serve as the prompt of each document; they are not part of the generated text.</summary>
    [Option("characters of a real document that each generated one begins from; not part of the text", Min = 0, Max = 100_000)]
    public int Prompt { get; init; }

    /// <summary>True if the text does not depend on random numbers: documents with the same prompt are then equal.</summary>
    public bool IsDeterministic => Temperature == 0 || Beam > 1 || TopK == 1;

    /// <summary>True if characters are sampled from the model's own, unmodified distribution.</summary>
    public bool IsAncestral =>
        this with { RepetitionWindow = 0, Prompt = 0, Beam = Math.Max(Beam, 1) } == new DecodingOptions { RepetitionWindow = 0, Beam = 1 };

    /// <summary>
    /// All problems with these options, each under its key in the study file below <paramref name="place"/>; empty if the options are
    /// valid.
    /// </summary>
    public IReadOnlyList<Problem> Validate(string place = "decoding")
    {
        List<Problem> problems = [.. OptionSet.Check(this, place)];
        if (Beam > 1 && !(Temperature == 1 && TopK == 0 && TopP == 1 && MinP == 0))
            problems.Add(new Problem($"{place}.beam",
                "beam search does not sample, so temperature, top_k, top_p and min_p have no effect with it: omit them, or set "
                    + "beam to 0."));
        return problems;
    }
}
