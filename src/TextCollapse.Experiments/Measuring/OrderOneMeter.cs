using TextCollapse.Corpora;
using TextCollapse.Experiments.Theory;
using TextCollapse.Metrics;

namespace TextCollapse.Experiments.Measuring;

/// <summary>
/// Adds theoretical predictions for a unigram chain, each next to its measurement: Σ p̂² of the model (the probability that two draws are
/// equal) and the number of types it can still generate. For models of order 1 with ancestral sampling; predictions are conditional on the
/// real text of this chain, and end where a reviewer changes the chain.
/// </summary>
/// <param name="inner">The other measurements.</param>
/// <param name="mixing">The strategy with its options; counts are taken from <paramref name="real"/>.</param>
/// <param name="real">The real text.</param>
/// <param name="generations">The last generation.</param>
public sealed class OrderOneMeter(IGenerationMeter inner, OrderOneChain mixing, RealText real, int generations) : IGenerationMeter
{
    private static readonly ColumnCondition WithTheory = new(
        "a unigram chain: model.kind ngram of model.order 1, maximum-likelihood or add-alpha smoothing, ancestral sampling, no mitigations",
        arm => arm.HasTheory);

    private static readonly MetricColumn SumOfSquares = new("sum_of_squares", "probability", CollapseDirection.Raises,
        "How likely are two characters drawn from the model to be equal?",
        "Σ p̂² of the model", "Simpson 1949")
    { Label = "sum of squared probabilities", When = WithTheory };

    private static readonly MetricColumn KnownTypes = new("known_types", "types", CollapseDirection.Lowers,
        "How many characters can the model still generate?",
        "characters with a probability above zero", "own")
    { Label = "known types", When = WithTheory };

    private static readonly MetricColumn SumOfSquaresTheory = Theory(SumOfSquares), KnownTypesTheory = Theory(KnownTypes);

    /// <summary>The added columns, in order: each measurement, followed by its prediction.</summary>
    public static IReadOnlyList<MetricColumn> Declared { get; } = [SumOfSquares, SumOfSquaresTheory, KnownTypes, KnownTypesTheory];

    /// <summary>Each measurement with the column of its prediction.</summary>
    public static IReadOnlyList<(MetricColumn Measured, MetricColumn Theory)> Predicted { get; } =
        [(SumOfSquares, SumOfSquaresTheory), (KnownTypes, KnownTypesTheory)];

    private readonly OrderOneChain _chain = mixing with { Counts = Count(real.Training, _ => true), Within = Within(real.Training) };
    private double[]? _types;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Measurement>> Measure(GenerationToMeasure generation)
    {
        var p = new float[generation.Model.Alphabet.Size];
        generation.Model.Predict(new ushort[1], p);
        var squares = OrderOnePrediction.SumOfSquares(_chain with { FixedReal = FixedReal(generation) }, generation.Number);
        _types ??= OrderOnePrediction.SurvivingTypes(_chain, generations) ?? [];
        return
        [
            .. inner.Measure(generation),
            SumOfSquares.Is(p.Sum(log => Math.Exp(2.0 * log))),
            SumOfSquaresTheory.Is(Prediction(squares, generation)),
            KnownTypes.Is(p.Count(log => log > float.NegativeInfinity)),
            KnownTypesTheory.Is(Prediction(_types, generation)),
        ];
    }

    private static MetricColumn Theory(MetricColumn measured) => measured with
    {
        Id = measured.Id + "_theory",
        Question = "What does theory predict for it?",
        Formula = "closed form for the mixing strategy, given the real text of the chain; undefined if none is known",
        Source = "own",
        Label = measured.Label + ", theory",
        IsTested = false,
    };

    private static Measurement Prediction(double[]? values, GenerationToMeasure generation)
    {
        if (generation.SteppedIn)
            return Measurement.Undefined("a reviewer changed the chain: the closed form no longer holds");
        return generation.Number < values?.Length ? values[generation.Number]
            : Measurement.Undefined("no closed form is known for this mixing strategy");
    }

    /// <summary>The real text that is reused is a random draw; later generations reveal it.</summary>
    private (double, double)? FixedReal(GenerationToMeasure generation)
    {
        if (_chain.Mixing is not Mixing.FixedReal || generation.Number == 0)
            return null;
        var again = Count(generation.Read, document => document.Provenance.IsReal);
        double n = again.Sum(), all = _chain.Counts.Sum();
        return n == 0 ? (0, 0) : (again.Sum(count => count / n * (count / n)), again.Zip(_chain.Counts, (r, c) => r / n * (c / all)).Sum());
    }

    private static long[] Count(Corpus corpus, Func<Document, bool> which)
    {
        var counts = new long[corpus.Alphabet.Size];
        foreach (var document in corpus.Documents.Where(which))
            foreach (var symbol in document.Symbols.Span)
                counts[symbol]++;
        return counts;
    }

    /// <summary>
    /// The probability that two positions of one document hold the same character, averaged over characters; NaN if no document has two.
    /// </summary>
    private static double Within(Corpus corpus)
    {
        double alike = 0, characters = 0;
        foreach (var document in corpus.Documents.Where(document => document.Length > 1))
        {
            alike += document.Length * Heterozygosity.EstimatedSumOfSquares(Count(new Corpus(corpus.Alphabet, [document]), _ => true));
            characters += document.Length;
        }
        return characters == 0 ? double.NaN : alike / characters;
    }
}
