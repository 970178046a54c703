using System.Text.Json.Nodes;
using Microsoft.ML.Data;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.MLNet;

/// <summary>
/// The columns that <see cref="TextCollapseCatalog.Diversity"/> adds. They depend on the length of the text: compare documents of equal
/// length.
/// </summary>
internal class DiversityColumns
{
    /// <summary>distinct-n (Li et al. 2016), distinct n-grams / n-grams, 0 to 1, for n = 1 … 8 in order; NaN below n characters.</summary>
    [VectorType(NgramSpectra.Orders)]
    public double[] Distinct { get; set; } = [];

    /// <summary>
    /// Shannon entropy of the n-grams' relative frequencies in nats (plug-in), for n = 1 … 8 in order; NaN below n characters.
    /// </summary>
    [VectorType(NgramSpectra.Orders)]
    public double[] Entropy { get; set; } = [];
}

internal sealed class DiversityMetric(string input, string prefix) : DocumentMetric<DiversityColumns>(input, prefix)
{
    public const string Kind = "diversity";

    public static DiversityMetric Restore(JsonObject step) => new((string)step["input"]!, (string)step["prefix"]!);

    /// <summary>Computes both columns from n-gram counts.</summary>
    public static DiversityColumns Of(NgramSpectra spectra)
    {
        var orders = Enumerable.Range(1, NgramSpectra.Orders);
        return new()
        {
            Distinct = [.. orders.Select(order => spectra[order].TypeTokenRatio.OrNaN)],
            Entropy = [.. orders.Select(order => spectra[order].PlugInEntropy.OrNaN)],
        };
    }

    public override JsonObject Save(string folder, string name) => Saved(Kind);

    protected override DiversityColumns Measure(Document document) => Of(NgramSpectra.Of([document]));
}
