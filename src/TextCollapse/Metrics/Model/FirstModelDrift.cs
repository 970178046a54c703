using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Randomness;

namespace TextCollapse.Metrics.Model;

/// <summary>
/// How far a model's predictions have moved from those of the first model of its chain, read on the same contexts: the first
/// <see cref="Contexts"/> positions of some documents. The first model reads them once.
/// </summary>
public sealed class FirstModelDrift
{
    /// <summary>Characters of context that are read where there are more.</summary>
    public const int Contexts = 5_000;

    /// <summary>Of these, how many are drawn for <c>l1_gen0</c>, as in the protocol of Seddik et al. 2024, §4.1.</summary>
    public const int RandomContexts = 300;

    private readonly IReadOnlyList<ReadOnlyMemory<ushort>> _contexts;
    private readonly ILanguageModel _first;
    private float[][]? _before;

    /// <summary>Predictions of <paramref name="first"/> to compare with.</summary>
    public FirstModelDrift(ILanguageModel first, IReadOnlyList<Document> documents)
    {
        _first = first;
        var contexts = new List<ReadOnlyMemory<ushort>>();
        for (int d = 0, read = 0; d < documents.Count && read < Contexts; read += contexts[d++].Length)
            contexts.Add(documents[d].Symbols[..Math.Min(documents[d].Length, Contexts - read)]);
        _contexts = contexts;
    }

    /// <summary>
    /// <c>kl_gen0</c>, <c>js_gen0</c>, <c>tv_gen0</c>, <c>agreement_gen0</c>: means over the contexts; <c>l1_gen0</c>: over random ones of them; and of the
    /// later model alone <c>predictive_entropy_held_out</c>, in bits. Both models have the same alphabet. The result does not depend on <paramref name="threads"/>.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, Measurement>> Columns(ILanguageModel model, int threads = 1)
    {
        _before ??= Read(_first, threads);
        var now = ReferenceEquals(model, _first) ? _before : Read(model, threads);
        var rates = new ConditionalDivergenceRate[_contexts.Count];
        var bits = new double[_contexts.Count];
        Parallel.For(0, rates.Length, new() { MaxDegreeOfParallelism = threads }, d =>
        {
            var probabilities = Probabilities(now[d], model.Alphabet.Size);
            rates[d] = ConditionalDivergenceRate.Between(Probabilities(_before[d], model.Alphabet.Size), probabilities, model.Alphabet.Size);
            bits[d] = Bits(probabilities, now[d]);
        });
        Measurement Mean(Func<ConditionalDivergenceRate, Measurement> value)
        {
            double sum = 0, characters = 0;
            for (var d = 0; d < rates.Length; d++)
                if (_contexts[d].Length > 0)
                    (sum, characters) = (sum + value(rates[d]).Value * _contexts[d].Length, characters + _contexts[d].Length);
            return Measurement.Ratio(sum, characters, "there is no context to predict from");
        }
        return
        [
            new("kl_gen0", Mean(rate => rate.Kl)), new("js_gen0", Mean(rate => rate.JensenShannon)),
            new("tv_gen0", Mean(rate => rate.TotalVariation)), new("agreement_gen0", Mean(rate => rate.Agreement)),
            new("l1_gen0", Distance(_before, now, model.Alphabet.Size)),
            new("predictive_entropy_held_out", Measurement.Ratio(bits.Sum(), _contexts.Sum(context => context.Length), "there is no context to predict from")),
        ];
    }

    /// <summary>Mean Σ |p − q| over contexts drawn at random, the same ones for every generation.</summary>
    private Measurement Distance(float[][] before, float[][] now, int symbols)
    {
        (int Document, int Row)[] all = [.. _contexts.SelectMany((context, d) => Enumerable.Range(0, context.Length).Select(row => (d, row)))];
        var random = new RandomKey(0, "contexts", 0).Stream("l1");
        random.Shuffle<(int, int)>(all);
        var sum = 0.0;
        foreach (var (document, row) in all.Take(RandomContexts))
            for (var i = row * symbols; i < (row + 1) * symbols; i++)
                sum += Math.Abs(Math.Exp(before[document][i]) - Math.Exp(now[document][i]));
        return Measurement.Ratio(sum, Math.Min(all.Length, RandomContexts), "there is no context to predict from");
    }

    /// <summary>The entropies of all rows together.</summary>
    private static double Bits(double[] probabilities, float[] logarithms)
    {
        var nats = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
            nats -= probabilities[i] > 0 ? probabilities[i] * logarithms[i] : 0;
        return nats / Math.Log(2);
    }

    private float[][] Read(ILanguageModel model, int threads)
    {
        var rows = new float[_contexts.Count][];
        Parallel.For(0, rows.Length, new() { MaxDegreeOfParallelism = threads },
            d => model.Predict(_contexts[d].Span, rows[d] = new float[_contexts[d].Length * model.Alphabet.Size]));
        return rows;
    }

    /// <summary>Single-precision logarithms as probabilities of which each row sums to 1.</summary>
    private static double[] Probabilities(float[] logarithms, int symbols)
    {
        var probabilities = Array.ConvertAll(logarithms, logarithm => Math.Exp(logarithm));
        for (var row = 0; row < probabilities.Length; row += symbols)
        {
            var sum = 0.0;
            for (var i = row; i < row + symbols; i++)
                sum += probabilities[i];
            for (var i = row; i < row + symbols; i++)
                probabilities[i] /= sum;
        }
        return probabilities;
    }
}
