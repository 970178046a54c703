using TextCollapse.Corpora;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Definitions;
using TextCollapse.Metrics.Model;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Experiments.Measuring;

/// <summary>
/// The loss of a bigram model of the real training text: a chain whose loss reaches it knows no more of the text than pairs of characters.
/// </summary>
internal static class BigramBound
{
    private static readonly NgramOptions Bigrams = new() { Order = 2 };

    /// <summary>The column, the same for every generation.</summary>
    public static MetricColumn Declared { get; } = new(CatastrophicRisk.BoundColumn, "bits per character", CollapseDirection.Either,
        "What does a bigram model of the real training text lose on held-out real text?",
        "as bpc_real, of a Witten–Bell bigram model of the real training text; the same for every generation", "own")
    { Label = "loss of a bigram model of the real text", IsTested = false };

    /// <summary>The value; undefined where there are fewer than two characters to count.</summary>
    public static Measurement Of(RealText real)
    {
        if (real.Training.Characters < Bigrams.Order)
            return Measurement.Undefined("there is too little to learn from");
        var model = new NgramTrainer(Bigrams).Count(real.Training, threads: 1);
        return TextLikelihood.Of(model, real.HeldOut.Documents, 1).BitsPerCharacter;
    }
}
