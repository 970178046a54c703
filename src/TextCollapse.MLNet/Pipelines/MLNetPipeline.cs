using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using TextCollapse.Chains;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Detection;
using TextCollapse.Models;

namespace TextCollapse.MLNet;

/// <summary>
/// Measures a chain with ML.NET: documents become an <see cref="IDataView"/>, ML.NET tokenises them into characters, counts their n-grams and maps
/// each to the negative log-likelihoods of its characters. Documents are scored one after the other: the same numbers as the library's.
/// </summary>
public sealed class MLNetPipeline : IMeasuringPipeline
{
    private readonly MLContext _ml = new(seed: 1);

    /// <inheritdoc/>
    public string Name => $"ML.NET {MLNetStatus.Here.Version}";

    /// <inheritdoc/>
    public IDetector Detector { get; } = new MLNetDetector();

    /// <inheritdoc/>
    public double[][] Score(ILanguageModel model, Corpus text, int threads)
    {
        var data = _ml.Data.LoadFromEnumerable(text.Documents.Select(document => new TextRow { Text = text.Alphabet.Decode(document.Symbols.Span) }));
        var scored = _ml.Transforms.TextCollapse().Perplexity(model, nameof(TextRow.Text)).Fit(data).Transform(data);
        return [.. scored.GetColumn<double[]>(nameof(PerplexityColumns.CharacterNats))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<FrequencySpectrum> Spectra(SortedText text, int threads)
    {
        var data = _ml.Data.LoadFromEnumerable(text.Text.Documents.Select(document => new TextRow { Text = UnitsOf(document) }).ToArray());
        var spectra = new FrequencySpectrum[NgramSpectra.Orders];
        Parallel.For(0, spectra.Length, new ParallelOptions { MaxDegreeOfParallelism = threads },
            i => spectra[i] = NgramDiversity.Spectrum(_ml, data, nameof(TextRow.Text), i + 1));
        return spectra;
    }

    /// <summary>
    /// Documents as strings of one UTF-16 unit per character, its symbol: ML.NET counts units, and characters beyond the first 65,536 have two.
    /// </summary>
    internal static string UnitsOf(Document document) =>
        string.Create(document.Length, document.Symbols, (units, symbols) => MemoryMarshal.Cast<ushort, char>(symbols.Span).CopyTo(units));
}
