using System.Text.Json.Nodes;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Model;
using TextCollapse.Models;

namespace TextCollapse.MLNet;

/// <summary>The columns that <see cref="TextCollapseCatalog.Perplexity"/> adds.</summary>
internal class PerplexityColumns
{
    /// <summary>exp of the mean negative log-likelihood per character; NaN without a character.</summary>
    public double Perplexity { get; set; }

    /// <summary>Mean negative log-likelihood in bits per character; NaN without a character.</summary>
    public double BitsPerCharacter { get; set; }

    /// <summary>Share of the characters to which the model gives probability zero, 0 to 1; excluded from the two metrics above.</summary>
    public double ZeroProbabilityShare { get; set; }

    /// <summary>Share of the document's characters that are not in the model's alphabet, 0 to 1; excluded from all metrics above.</summary>
    public double OutOfVocabularyShare { get; set; }

    /// <summary>The negative log-likelihood of each character in nats; +∞ for probability zero.</summary>
    public double[] NegativeLogLikelihood { get; set; } = [];
}

internal sealed class PerplexityMetric(ILanguageModel model, string input, string prefix) : DocumentMetric<PerplexityColumns>(input, prefix)
{
    public const string Kind = "perplexity";

    public override Alphabet Alphabet => model.Alphabet;

    public static PerplexityMetric Restore(JsonObject step, string folder) =>
        new(ModelFile.Load(Path.Combine(folder, (string)step["model"]!)), (string)step["input"]!, (string)step["prefix"]!);

    public override JsonObject Save(string folder, string name)
    {
        var file = name + ".safetensors";
        model.Save(Path.Combine(folder, file));
        var saved = Saved(Kind);
        saved["model"] = file;
        return saved;
    }

    /// <summary>Scores all documents in one call: networks score many documents faster than few.</summary>
    protected override PerplexityColumns[] MeasureAll(IReadOnlyList<EncodedDocument> documents, int threads)
    {
        var scores = model.Score([.. documents.Select(document => document.Document)], threads);
        return [.. documents.Select((document, i) => Summarise(scores[i], document.Outside))];
    }

    protected override PerplexityColumns Measure(Document document) => Summarise(model.Score([document], 1)[0], 0);

    private static PerplexityColumns Summarise(double[] nll, long outside)
    {
        var summary = new TextLikelihood(nll);
        return new()
        {
            Perplexity = summary.Perplexity.OrNaN,
            BitsPerCharacter = summary.BitsPerCharacter.OrNaN,
            ZeroProbabilityShare = summary.ZeroProbabilityShare.OrNaN,
            OutOfVocabularyShare = Measurement.Ratio(outside, outside + nll.Length, "the document is empty").OrNaN,
            NegativeLogLikelihood = nll,
        };
    }
}
