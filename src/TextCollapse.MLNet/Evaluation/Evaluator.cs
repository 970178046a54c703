using Microsoft.ML;
using Microsoft.ML.Data;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Loops;
using TextCollapse.Metrics.Model;

namespace TextCollapse.MLNet;

/// <summary>Computes the library's own metrics over all documents of a data view together.</summary>
internal sealed class Evaluator(int threads)
{
    /// <summary>Computes all metrics.</summary>
    public TextCollapseMetrics Evaluate(IDataView data, string input, string? likelihood, int repetitionOrder, int duplicateLength)
    {
        RepetitionMetric.Check(repetitionOrder, duplicateLength);
        var (text, scores) = Read(data, input, likelihood);
        var fit = new TextLikelihood(scores);
        var diversity = DiversityMetric.Of(CountedText.Of(text, threads).Spectra);
        var documents = text.Documents;
        var loops = documents.Count(document => Periodicity.DegenerateLoop(document.Symbols.Span) is not null);
        return new()
        {
            Documents = documents.Count,
            Characters = text.Characters,
            Perplexity = fit.Perplexity.OrNaN,
            BitsPerCharacter = fit.BitsPerCharacter.OrNaN,
            ZeroProbabilityShare = fit.ZeroProbabilityShare.OrNaN,
            Distinct = diversity.Distinct,
            Entropy = diversity.Entropy,
            SequenceRepetition = RepetitionRates.SequenceRepetition(documents, repetitionOrder, threads).OrNaN,
            TerminalLoopShare = Measurement.Ratio(loops, documents.Count, "there is no document").OrNaN,
            DuplicateCoverage = text.Characters == 0 ? double.NaN
                : RepeatedSubstrings.Of(documents, threads).CoveredShare(duplicateLength).OrNaN,
        };
    }

    /// <summary>Returns the n-gram counts, with the sorted text that they were counted in.</summary>
    public CountedText Count(IDataView data, string input) => CountedText.Of(Read(data, input, null).Text, threads);

    /// <summary>seq-rep-n of the documents.</summary>
    public Measurement SequenceRepetition(IDataView data, string input, int order) =>
        RepetitionRates.SequenceRepetition(Read(data, input, null).Text.Documents, order, threads);

    /// <summary>The likelihoods of the characters of each row.</summary>
    public static double[][] Likelihoods(IDataView data, string name)
    {
        var column = data.Schema[name];
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<double>>(column);
        var rows = new List<double[]>();
        while (cursor.MoveNext())
            rows.Add(Values(getter));
        return [.. rows];
    }

    private static (Corpus Text, List<double[]> Scores) Read(IDataView data, string input, string? likelihood)
    {
        var documents = DocumentColumn.Check(input, data.Schema);
        List<double[]> scores = [];
        if (likelihood is null)
        {
            using var plain = data.GetRowCursor([documents]);
            return (DocumentColumn.ReadAll(plain, documents, () => { }), scores);
        }
        var column = Likelihood(likelihood, data.Schema);
        using var cursor = data.GetRowCursor([documents, column]);
        var getter = cursor.GetGetter<VBuffer<double>>(column);
        return (DocumentColumn.ReadAll(cursor, documents, () => scores.Add(Values(getter))), scores);
    }

    private static DataViewSchema.Column Likelihood(string name, DataViewSchema schema)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw new InputException(name, "there is no such column of likelihoods. Transform the data with Perplexity first, "
                + "or pass null as negativeLogLikelihoodColumnName to leave perplexity out.");
        return column.Type is VectorDataViewType vector && vector.ItemType == NumberDataViewType.Double ? column
            : throw new InputException(name, $"is a column of {column.Type}; a vector of Double is needed, as Perplexity gives it.");
    }

    private static double[] Values(ValueGetter<VBuffer<double>> getter)
    {
        var buffer = default(VBuffer<double>);
        getter(ref buffer);
        if (!buffer.IsDense)
            return [.. buffer.DenseValues()];
        return buffer.GetValues().ToArray();
    }
}
