using System.Text.Json;

namespace TextCollapse.Experiments.Analysis;

/// <summary>Which columns of a table hold what; null where the usual names are looked for.</summary>
public sealed record ForeignColumns
{
    /// <summary>The text.</summary>
    public string? Text { get; init; }

    /// <summary>The number of the generation.</summary>
    public string? Generation { get; init; }

    /// <summary>The arm.</summary>
    public string? Arm { get; init; }

    /// <summary>The seed.</summary>
    public string? Seed { get; init; }

    /// <summary>The log-probability of the text under its own model, or of each of its tokens; natural logarithms.</summary>
    public string? LogProbability { get; init; }

    // resps and filtered_resps are what lm-evaluation-harness calls the answers in its sample files.
    private static readonly string[] Texts = ["text", "generated_text", "generation_text", "completion", "response", "output", "prediction",
        "content", "document", "filtered_resps", "resps"];

    private static readonly string[] Generations = ["generation", "gen", "iteration", "iter", "round", "step", "cycle"];

    private static readonly string[] Arms = ["arm", "condition", "cell", "setting", "model"];

    private static readonly string[] Seeds = ["seed", "run", "chain"];

    private static readonly string[] LogProbabilities = ["logprob", "logprobs", "log_prob", "log_probs", "log_probability", "logp",
        "log_likelihood", "loglikelihood"];

    /// <summary>The columns of a table with these names.</summary>
    /// <exception cref="InputException">A column that was named is not there, or none holds text.</exception>
    internal ForeignColumns In(string path, IReadOnlyCollection<string> names)
    {
        string? Find(string? named, string option, string[] usual)
        {
            if (named is null)
                return usual.Select(one => names.FirstOrDefault(name => string.Equals(name, one, StringComparison.OrdinalIgnoreCase)))
                    .FirstOrDefault(found => found is not null);
            return names.Contains(named) ? named
                : throw new InputException(path, $"has no column '{named}' ({option}); it has {string.Join(", ", names)}.");
        }
        return new()
        {
            Text = Find(Text, "--text", Texts) ?? throw new InputException(path,
                $"has no column that is known to hold text; it has {string.Join(", ", names)}. Name one with --text."),
            Generation = Find(Generation, "--generation", Generations),
            Arm = Find(Arm, "--arm", Arms),
            Seed = Find(Seed, "--seed", Seeds),
            LogProbability = Find(LogProbability, "--logprob", LogProbabilities),
        };
    }

    /// <summary>The text of a field: a string, or the first one within lists.</summary>
    internal static string TextOf(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.String => field.GetString()!,
        JsonValueKind.Array when field.GetArrayLength() > 0 => TextOf(field[0]),
        _ => "",
    };
}
