using TextCollapse.Corpora;
using TextCollapse.Models;

namespace TextCollapse.Metrics.Model;

/// <summary>
/// What a model expects on given contexts: how concentrated its predictions are, and how far they have moved from those of the first model.
/// </summary>
public static class ModelColumns
{
    /// <summary>Characters of context that are read where there are more.</summary>
    public const int Contexts = 20_000;

    /// <summary>
    /// Means over the first <see cref="Contexts"/> positions of <paramref name="documents"/>. <paramref name="first"/> is the generation-0 model over
    /// the same alphabet; without it its columns are undefined.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, Measurement>> Of(ILanguageModel model, ILanguageModel? first, IReadOnlyList<Document> documents)
    {
        var size = model.Alphabet.Size;
        double rows = 0, entropy = 0, top1 = 0, gini = 0, nucleus = 0, kl = 0, js = 0, tv = 0, agreement = 0;
        double[] p = new double[size], q = new double[size];
        foreach (var document in documents)
        {
            if (rows >= Contexts)
                break;
            var symbols = document.Symbols.Span[..(int)Math.Min(document.Length, Contexts - rows)];
            var own = new float[symbols.Length * size];
            model.Predict(symbols, own);
            var before = first is null ? own : new float[own.Length];
            first?.Predict(symbols, before);
            for (var t = 0; t < symbols.Length; t++)
            {
                Probabilities(before.AsSpan(t * size, size), p);
                Probabilities(own.AsSpan(t * size, size), q);
                var read = PredictiveDistribution.Of(q);
                rows++;
                entropy += read.EntropyBits;
                top1 += read.Top1;
                gini += read.Gini;
                nucleus += read.Nucleus;
                var rate = ConditionalDivergenceRate.Between(p, q, size);
                kl += rate.Kl.Value;
                js += rate.JensenShannon.Value;
                tv += rate.TotalVariation.Value;
                agreement += rate.Agreement.Value;
            }
        }
        Measurement Mean(double sum) => Measurement.Ratio(sum, rows, "there is no context to predict from");
        Measurement Moved(double sum) => first is null ? Measurement.Undefined("there is no first model to compare with") : Mean(sum);
        return
        [
            new("predictive_entropy", Mean(entropy)), new("predictive_top1", Mean(top1)), new("predictive_gini", Mean(gini)),
            new("predictive_nucleus", Mean(nucleus)), new("kl_gen0", Moved(kl)), new("js_gen0", Moved(js)), new("tv_gen0", Moved(tv)),
            new("agreement_gen0", Moved(agreement)),
        ];
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
