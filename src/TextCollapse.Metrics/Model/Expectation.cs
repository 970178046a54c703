using TextCollapse.Corpora;
using TextCollapse.Metrics.Loops;
using TextCollapse.Models;

namespace TextCollapse.Metrics.Model;

/// <summary>Means over contexts of a model's next-character distributions, and the repetition of its most likely guesses.</summary>
/// <param name="Contexts">The number of contexts.</param>
/// <param name="EntropyBits">Mean entropy in bits.</param>
/// <param name="Top1">Mean largest probability.</param>
/// <param name="Gini">Mean Gini coefficient.</param>
/// <param name="Nucleus">Mean size of the .9 nucleus.</param>
/// <param name="Guesses">Repetition of the best guesses, window 16.</param>
public sealed record Expectation(int Contexts, Measurement EntropyBits, Measurement Top1, Measurement Gini, Measurement Nucleus,
    GuessRepetition Guesses)
{
    private const int Window = 16;

    /// <summary>Evaluates a model position by position.</summary>
    public static Expectation Of(ILanguageModel model, IReadOnlyList<Document> documents)
    {
        var symbols = model.Alphabet.Size;
        double entropy = 0, top = 0, gini = 0, nucleus = 0;
        var contexts = 0;
        double repeated = 0, wrong = 0, human = 0;
        foreach (var document in documents)
        {
            var length = Math.Min(document.Length, Math.Min(ModelView.Contexts - contexts, Math.Max(1, (1 << 24) / symbols)));
            if (length <= 0)
                continue;
            var text = document.Symbols.Span[..length];
            var rows = new float[length * symbols];
            model.Predict(text, rows);
            var probabilities = new double[symbols];
            var guesses = new ushort[length];
            for (var row = 0; row < length; row++)
            {
                var best = 0;
                for (var v = 0; v < symbols; v++)
                {
                    probabilities[v] = Math.Exp(rows[row * symbols + v]);
                    best = probabilities[v] > probabilities[best] ? v : best;
                }
                var one = PredictiveDistribution.Of(probabilities);
                (entropy, top, gini, nucleus) = (entropy + one.EntropyBits, top + one.Top1, gini + one.Gini, nucleus + one.Nucleus);
                guesses[row] = (ushort)best;
            }
            var rates = GuessRepetition.Of(guesses, text, Window);
            (repeated, wrong, human) = (repeated + length * rates.Repeated.Value, wrong + length * rates.WronglyRepeated.Value, human
                + length * rates.Human.Value);
            contexts += length;
        }
        return new(contexts, Mean(entropy), Mean(top), Mean(gini), Mean(nucleus),
            new GuessRepetition(Mean(repeated), Mean(wrong), Mean(human)));

        Measurement Mean(double sum) => Measurement.Ratio(sum, contexts, "the text is empty");
    }
}
