using Microsoft.ML;
using Microsoft.ML.Data;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.MLNet;

/// <summary>n-gram diversity of all documents of an <see cref="IDataView"/> together, counted by ML.NET.</summary>
public static class NgramDiversity
{
    /// <summary>The different n-grams that ML.NET keeps; it would drop further ones without a word.</summary>
    public const int MostTypes = 10_000_000;

    /// <summary>Floats count in steps of 1 up to here.</summary>
    private const float LargestExactCount = 1 << 24;

    /// <summary>
    /// How often the n-grams of one order occur over all documents: distinct-n is its <see cref="FrequencySpectrum.TypeTokenRatio"/>, the entropy
    /// its <see cref="FrequencySpectrum.PlugInEntropy"/>. Empty for data without a row.
    /// </summary>
    /// <param name="ml">The context.</param>
    /// <param name="data">Documents, one per row. Read twice: cache them if that is dear.</param>
    /// <param name="inputColumnName">A column of text; its characters are UTF-16 units.</param>
    /// <param name="order">n, 1 to 10.</param>
    /// <exception cref="InputException">The column is missing or no text, there are more different n-grams than ML.NET keeps, or a document has too many to count.</exception>
    public static FrequencySpectrum Spectrum(MLContext ml, IDataView data, string inputColumnName, int order)
    {
        DocumentTransformer.Check(inputColumnName, data.Schema);
        const string Counts = "NgramCounts";
        if (!HasText(data, inputColumnName))
            return FrequencySpectrum.OfCounts([]);
        var counted = ml.Transforms.TextCollapse().CharacterNgrams(Counts, inputColumnName, order).Fit(data).Transform(data);
        return FrequencySpectrum.OfCounts(Sum(counted, counted.Schema[Counts]));
    }

    private static long[] Sum(IDataView data, DataViewSchema.Column column)
    {
        var types = ((VectorDataViewType)column.Type).Size;
        if (types >= MostTypes)
            throw new InputException(column.Name, FormattableString.Invariant($"there are {MostTypes:N0} different n-grams or more, of which ML.NET keeps so many. Measure less text, or with the library's own counters."));
        var sums = new long[types];
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var buffer = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            getter(ref buffer);
            var values = buffer.GetValues();
            var indices = buffer.GetIndices();
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] >= LargestExactCount)
                    throw new InputException(column.Name, FormattableString.Invariant($"an n-gram occurs {values[i]:N0} times in one document; ML.NET counts exactly up to {LargestExactCount:N0}. Cut the document."));
                sums[buffer.IsDense ? i : indices[i]] += (long)values[i];
            }
        }
        return sums;
    }

    /// <summary>ML.NET refuses to fit n-grams on no text at all.</summary>
    private static bool HasText(IDataView data, string name)
    {
        var column = data.Schema[name];
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<ReadOnlyMemory<char>>(column);
        var text = default(ReadOnlyMemory<char>);
        while (cursor.MoveNext())
        {
            getter(ref text);
            if (!text.IsEmpty)
                return true;
        }
        return false;
    }
}
