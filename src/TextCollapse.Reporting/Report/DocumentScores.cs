using System.Globalization;
using System.Security.Cryptography;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics.Model;
using TextCollapse.Models;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

/// <summary>
/// Bits per character of each generated document under the model of generation 0, at the first, middle and last generation. Seeds are
/// pooled until there are enough documents.
/// </summary>
/// <param name="Panels">A panel per arm.</param>
/// <param name="Documents">The number of scored documents, as text.</param>
internal sealed record DocumentScores(IReadOnlyList<HistogramPanel> Panels, string Documents)
{
    private const long MaxCharacters = 100_000, MinCharacters = 20_000;

    // About ten seconds for all scores.
    private const double Operations = 4e11;

    private const int EnoughDocuments = 100, MinDocuments = 20;

    /// <summary>Scores the shown arms; null if no model of generation 0 is stored or there are too few documents.</summary>
    public static DocumentScores? Of(ReportData data)
    {
        int[] generations = [.. new[] { 0, data.Last / 2, data.Last }.Distinct()];
        if (data.Last == 0)
            return null;
        var arms = data.ShownArms();
        var models = new Dictionary<string, ILanguageModel>(StringComparer.Ordinal);
        HistogramPanel[] panels =
        [
            .. arms.Select(arm => Panel(data, arm, generations, arms.Count * generations.Length, models))
                .Where(panel => panel.Samples[0].Values.Count >= MinDocuments),
        ];
        if (panels.Length == 0)
            return null;
        int[] counts = [.. panels.SelectMany(panel => panel.Samples.Select(sample => sample.Values.Count))];
        return new(panels, counts.Min() == counts.Max() ? $"{counts[0]} documents each"
            : $"{counts.Min()} to {counts.Max()} documents each");
    }

    private static HistogramPanel Panel(ReportData data, Arm arm, int[] generations, int texts, Dictionary<string, ILanguageModel> models)
    {
        var scores = generations.Select(_ => new List<double>()).ToArray();
        foreach (var chain in data.ChainsOf(arm)
            .Where(chain => chain.Facts.Count > data.Last).TakeWhile(_ => scores[0].Count < EnoughDocuments))
            if (data.Folder.Chain(arm, chain.Seed) is var folder && Model(folder, models) is { } model)
                for (var i = 0; i < generations.Length; i++)
                    scores[i].AddRange(Score(model, new GenerationFolder(folder, generations[i]).Documents(), Budget(model, texts)));
        return new(arm.Id,
            [.. generations
            .Select((generation, i) =>
            new HistogramSample(string.Create(CultureInfo.InvariantCulture, $"generation {generation}"), scores[i]))])
        {
            Style = data.Style(arm.Id),
        };
    }

    /// <summary>
    /// Characters to score per text: enough for a histogram with a cheap model, fewer with a large network.
    /// </summary>
    private static long Budget(ILanguageModel model, int texts) => model.Card.Kind == "ngram" ? MaxCharacters
        : Math.Clamp((long)(Operations / (2.0 * Math.Max(1, model.Card.Parameters) * texts)), MinCharacters, MaxCharacters);

    private static double[] Score(ILanguageModel model, IReadOnlyList<string> texts, long characters)
    {
        var documents = texts.Select(text => new Document(model.Alphabet.Encode(text, out _), Provenance.Synthetic(0, "")))
            .Where(document => document.Length > 0);
        var corpus = new Corpus(model.Alphabet, [.. documents]).Spread(characters);
        return [.. model.Score(corpus.Documents, Environment.ProcessorCount)
            .Select(document => new TextLikelihood(document).BitsPerCharacter.OrNaN).Where(double.IsFinite)];
    }

    /// <summary>Arms that share generation 0 have the same model, which is loaded once.</summary>
    private static ILanguageModel? Model(string chain, Dictionary<string, ILanguageModel> models)
    {
        if (new GenerationFolder(chain, 0).ModelPath is not { } path)
            return null;
        var hash = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
        return models.TryGetValue(hash, out var known) ? known : models[hash] = ModelFile.Load(path);
    }
}
