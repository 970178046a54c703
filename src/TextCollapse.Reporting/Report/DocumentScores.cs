using System.Globalization;
using TextCollapse.Chains;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Model;
using TextCollapse.Models;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

/// <summary>Each document's bits per character under the model of generation 0: at the beginning, in the middle and at the end; seeds are pooled until there are enough documents.</summary>
/// <param name="Panels">A panel per arm.</param>
/// <param name="Documents">How many documents were scored, in words.</param>
internal sealed record DocumentScores(IReadOnlyList<HistogramPanel> Panels, string Documents)
{
    private const long MostCharacters = 100_000, FewestCharacters = 20_000;
    private const double Operations = 4e11;
    private const int EnoughDocuments = 100, FewestDocuments = 20;

    /// <summary>Scores the shown arms; null where no model of generation 0 is there or can be read.</summary>
    public static DocumentScores? Of(RunResults results)
    {
        var panels = new List<HistogramPanel>();
        var counts = new List<int>();
        var models = new Dictionary<string, ILanguageModel>(StringComparer.Ordinal);
        var arms = results.SomeArms();
        foreach (var arm in arms)
        {
            var seeds = results.Rows.Where(row => row.Cell == arm.Id && row.Generation == results.Last).Select(row => row.Seed).ToArray();
            if (results.Last == 0 || seeds.Length == 0)
                continue;
            var moments = new[] { 0, results.Last / 2, results.Last }.Distinct().Select(generation => (Generation: generation, Values: new List<double>())).ToArray();
            foreach (var seed in seeds.TakeWhile(_ => moments[0].Values.Count < EnoughDocuments))
                if (results.Folder.Chain(arm, seed) is var chain && Model(chain, models) is { } model)
                    foreach (var (generation, values) in moments)
                        values.AddRange(Score(model, new GenerationFolder(chain, generation).Documents(), Budget(model, arms.Count * moments.Length)));
            if (moments[0].Values.Count < FewestDocuments)
                continue;
            var samples = moments.Select(one => new HistogramSample(string.Create(CultureInfo.InvariantCulture, $"generation {one.Generation}"), one.Values)).ToArray();
            counts.AddRange(samples.Select(sample => sample.Values.Count));
            panels.Add(new(arm.Id, samples) { Style = results.Style(arm.Id) });
        }
        return panels.Count == 0 ? null : new(panels, counts.Min() == counts.Max() ? $"{counts[0]} documents each" : $"{counts.Min()} to {counts.Max()} documents each");
    }

    /// <summary>Characters to score of each text: all that the histogram needs of a small model, what some ten seconds allow of a large one.</summary>
    private static long Budget(ILanguageModel model, int texts) => model.Card.Kind == "ngram" ? MostCharacters
        : Math.Clamp((long)(Operations / (2.0 * Math.Max(1, model.Card.Parameters) * texts)), FewestCharacters, MostCharacters);

    private static double[] Score(ILanguageModel model, IReadOnlyList<string> texts, long characters)
    {
        var whole = new Corpus(model.Alphabet, [.. texts.Select(text => new Document(model.Alphabet.Encode(text, out _), Provenance.Synthetic(0, ""))).Where(document => document.Length > 0)]);
        return [.. model.Score(whole.Spread(characters).Documents, Environment.ProcessorCount).Select(document => new TextLikelihood(document).BitsPerCharacter.OrNaN).Where(double.IsFinite)];
    }

    /// <summary>Arms that begin alike have the same first model: it is read once.</summary>
    private static ILanguageModel? Model(string chain, Dictionary<string, ILanguageModel> models)
    {
        if (new GenerationFolder(chain, 0).ModelPath is not { } path)
            return null;
        var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        return models.TryGetValue(hash, out var known) ? known : models[hash] = ModelFile.Load(path);
    }
}
