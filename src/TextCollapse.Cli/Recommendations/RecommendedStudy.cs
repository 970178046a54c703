using System.Globalization;
using System.Text.Json;
using TextCollapse.Corpora;

namespace TextCollapse.Cli.Recommendations;

/// <summary>The study that answers how much real text is needed: one curve of the loss over the share of real text.</summary>
/// <param name="Source">The user's text.</param>
/// <param name="Model">The kind of model: ngram or gru.</param>
/// <param name="Train">Characters of each generation's training text.</param>
/// <param name="HeldOut">Characters held out.</param>
/// <param name="DocumentLength">About how long a document is cut.</param>
/// <param name="Generations">Generations after 0.</param>
internal sealed record RecommendedStudy(string Source, string Model, int Train, int HeldOut, int DocumentLength, int Generations)
{
    private const int MostTrain = 200_000, MostHeldOut = 50_000, FewestCharacters = 10_000, CustomaryGenerations = 5;

    /// <summary>The shares of the first look.</summary>
    public static IReadOnlyList<double> PilotShares { get; } = [0, 0.1, 0.25, 0.5, 0.75, 1];

    /// <summary>A study of a text, as large as the text allows.</summary>
    /// <exception cref="InputException">The text is too short, or a law to draw from.</exception>
    public static RecommendedStudy Of(ITextSource source, string model, CancellationToken cancellation)
    {
        if (source is not IFoundText found)
            throw new InputException(source.Name, "is a distribution to sample from, not a text; give a file or a folder.");
        var documents = found.Read(MostTrain + MostHeldOut, DocumentCutter.CustomaryLength, cancellation);
        var characters = documents.Distinct(StringComparer.Ordinal).Sum(text => (long)text.Length);
        if (characters < FewestCharacters)
            throw new InputException(source.Name, string.Create(CultureInfo.InvariantCulture,
                $"has {characters:N0} characters without repeated documents; at least {FewestCharacters:N0} are needed for an answer."));
        return new(source.Name, model, (int)Math.Min(MostTrain, characters * 6 / 10), (int)Math.Min(MostHeldOut, characters * 2 / 10),
            (int)Math.Clamp(characters / 100, 100, DocumentCutter.CustomaryLength), CustomaryGenerations);
    }

    /// <summary>The study file for some shares, the last of which is 1.</summary>
    public string Yaml(string name, IReadOnlyList<double> shares, int seeds) => string.Create(CultureInfo.InvariantCulture, $$"""
        name: {{name}}
        about: How much real text does this text need? The same chain at several shares of real text.
        corpus:
          source: {{JsonSerializer.Serialize(Source)}}
          train: {{Train}}
          held_out: {{HeldOut}}
          document_length: {{DocumentLength}}
        model: {{(Model == "gru" ? "{ kind: gru, hidden: 64 }" : "{ kind: ngram, order: 5 }")}}
        {{(Model == "gru" ? "training: { steps: 400, batch: 16, sequence: 32, learning_rate: 1e-2, minimum_learning_rate: 0, warmup: 20 }\n"
            : "")}}generations: {{Generations}}
        seeds: 1-{{seeds}}
        keep: texts
        grid:
          mixing.strategy: [fixed-real]
          mixing.real_share: [{{string.Join(", ", shares.Select(share => share.ToString("0.####", CultureInfo.InvariantCulture)))}}]

        """);

    /// <summary>
    /// Shares about a threshold that lies between two shares of the first look: none, five from half a step below to half a step above, and
    /// all.
    /// </summary>
    public static IReadOnlyList<double> SharesAbout(double lower, double upper)
    {
        const int Inner = 5;
        var step = (upper - lower) / 2;
        var (from, to) = (Math.Max(0, lower - step), Math.Min(1, upper + step));
        var inner = Enumerable.Range(0, Inner).Select(i => Math.Round(from + (to - from) * i / (Inner - 1), 4));
        return [.. inner.Prepend(0).Append(1).Distinct().Order()];
    }
}
