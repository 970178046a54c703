using System.Text.Json.Nodes;
using Microsoft.ML;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Model;
using TextCollapse.Models;

namespace TextCollapse.MLNet;

/// <summary>The columns that <see cref="TextCollapseCatalog.Perplexity"/> adds.</summary>
public class PerplexityColumns
{
    /// <summary>exp of the mean negative log-likelihood per character; NaN without a character.</summary>
    public double Perplexity { get; set; }

    /// <summary>Mean negative log-likelihood in bits per character; NaN without a character.</summary>
    public double BitsPerCharacter { get; set; }

    /// <summary>Share of the characters to which the model gives probability zero, 0 to 1; left out of the two above.</summary>
    public double ZeroProbabilityShare { get; set; }

    /// <summary>Share of the document's characters that are not in the model's alphabet, 0 to 1; left out of all of the above.</summary>
    public double OutsideShare { get; set; }

    /// <summary>The negative log-likelihood of each character in nats; +∞ for probability zero.</summary>
    public double[] CharacterNats { get; set; } = [];
}

internal sealed class PerplexityStep(ILanguageModel model, string input, string prefix) : DocumentStep(input, prefix)
{
    public const string Kind = "perplexity";

    public override IEstimator<ITransformer> Mapping(TransformsCatalog transforms) => transforms.CustomMapping<TextRow, PerplexityColumns>(Map, null, Reads(), Writes<PerplexityColumns>());

    public override JsonObject Save(string folder, string name)
    {
        model.Save(Path.Combine(folder, name + ".safetensors"));
        return new() { ["kind"] = Kind, ["input"] = Input, ["prefix"] = Prefix, ["model"] = name + ".safetensors" };
    }

    public static PerplexityStep Restore(JsonObject step, string folder) =>
        new(ModelFile.Load(Path.Combine(folder, (string)step["model"]!)), (string)step["input"]!, (string)step["prefix"]!);

    private void Map(TextRow row, PerplexityColumns columns)
    {
        var symbols = model.Alphabet.Encode(row.Text ?? "", out var outside);
        var nats = symbols.Length == 0 ? [] : model.Score([new Document(symbols, default)], threads: 1)[0];
        var likelihood = new TextLikelihood(nats);
        // NaN is ML.NET's missing value.
        columns.Perplexity = likelihood.Perplexity.OrNaN;
        columns.BitsPerCharacter = likelihood.BitsPerCharacter.OrNaN;
        columns.ZeroProbabilityShare = likelihood.ZeroProbabilityShare.OrNaN;
        columns.OutsideShare = outside / (double)(outside + symbols.Length);
        columns.CharacterNats = nats;
    }
}
