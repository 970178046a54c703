using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.MLNet.Tests.Support;

/// <summary>
/// The n-grams of all documents together as ML.NET's own <c>ProduceNgrams</c> counts them: the independent check of the library's counters.
/// Its characters are UTF-16 units.
/// </summary>
internal static class IndependentCounts
{
    private const int MostTypes = 10_000_000;

    public static FrequencySpectrum Spectrum(IReadOnlyList<string> texts, int order)
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Data.LoadFromEnumerable(texts.Select(text => new Row { Text = text }));
        var counted = ml.Transforms.Text.TokenizeIntoCharactersAsKeys("Counts", "Text", useMarkerCharacters: false)
            .Append(ml.Transforms.Text.ProduceNgrams("Counts", "Counts", order, skipLength: 0, useAllLengths: false,
                maximumNgramsCount: MostTypes, weighting: NgramExtractingEstimator.WeightingCriteria.Tf))
            .Fit(data).Transform(data);
        var sums = new long[((VectorDataViewType)counted.Schema["Counts"].Type).Size];
        foreach (var row in counted.GetColumn<VBuffer<float>>("Counts"))
            foreach (var (slot, count) in row.Items())
                sums[slot] += (long)count;
        return FrequencySpectrum.OfCounts(sums);
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";
    }
}
