using TextCollapse.Corpora;
using TextCollapse.Models;

namespace TextCollapse.Metrics.Model;

/// <summary>
/// How far a model's predictions have moved from those of the first model of its chain, read on the same contexts.
/// </summary>
public static class FirstModelDrift
{
    /// <summary>Characters of context that are read where there are more.</summary>
    public const int Contexts = 20_000;

    /// <summary>
    /// <c>kl_gen0</c>, <c>js_gen0</c>, <c>tv_gen0</c>, <c>agreement_gen0</c>: means over the first <see cref="Contexts"/> positions of
    /// <paramref name="documents"/>. Both models have the same alphabet.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, Measurement>> Columns(ILanguageModel model, ILanguageModel first, IReadOnlyList<Document> documents)
    {
        var size = model.Alphabet.Size;
        double rows = 0, kl = 0, js = 0, tv = 0, agreement = 0;
        double[] p = new double[size], q = new double[size];
        foreach (var document in documents)
        {
            if (rows >= Contexts)
                break;
            var symbols = document.Symbols.Span[..(int)Math.Min(document.Length, Contexts - rows)];
            var own = new float[symbols.Length * size];
            model.Predict(symbols, own);
            var before = new float[own.Length];
            first.Predict(symbols, before);
            for (var t = 0; t < symbols.Length; t++)
            {
                Probabilities(before.AsSpan(t * size, size), p);
                Probabilities(own.AsSpan(t * size, size), q);
                rows++;
                var rate = ConditionalDivergenceRate.Between(p, q, size);
                kl += rate.Kl.Value;
                js += rate.JensenShannon.Value;
                tv += rate.TotalVariation.Value;
                agreement += rate.Agreement.Value;
            }
        }
        Measurement Mean(double sum) => Measurement.Ratio(sum, rows, "there is no context to predict from");
        return [new("kl_gen0", Mean(kl)), new("js_gen0", Mean(js)), new("tv_gen0", Mean(tv)), new("agreement_gen0", Mean(agreement))];
    }

    /// <summary>Single-precision logarithms as probabilities that sum to 1.</summary>
    private static void Probabilities(ReadOnlySpan<float> logarithms, double[] probabilities)
    {
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
            sum += probabilities[i] = Math.Exp(logarithms[i]);
        for (var i = 0; i < probabilities.Length; i++)
            probabilities[i] /= sum;
    }
}
