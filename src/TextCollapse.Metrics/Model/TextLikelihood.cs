using TextCollapse.Corpora;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Models;

namespace TextCollapse.Metrics.Model;

/// <summary>
/// How well a model predicts some documents. Characters of probability zero are reported as a separate share and excluded from the other
/// values: one of them would make every sum infinite, and clamping would hide it.
/// </summary>
public sealed class TextLikelihood
{
    /// <summary>The reason for an undefined value if no character has a probability above zero.</summary>
    public const string Empty = "no character of the text has a probability above zero";

    /// <summary>Sums up scores.</summary>
    /// <param name="scores">For each document, the negative log-likelihood of every character in nats; +∞ for probability zero.</param>
    public TextLikelihood(params IReadOnlyList<double[]> scores)
    {
        var documents = new DocumentLikelihood[scores.Count];
        for (var d = 0; d < documents.Length; d++)
        {
            var (before, possible) = (Nats, 0);
            foreach (var nll in scores[d])
                if (!double.IsPositiveInfinity(nll))
                {
                    Nats += nll;
                    possible++;
                }
            documents[d] = new(Nats - before, possible, scores[d].Length - possible);
            (Possible, Impossible) = (Possible + possible, Impossible + documents[d].Impossible);
        }
        Documents = documents;
    }

    /// <summary>Scores documents with a model.</summary>
    public static TextLikelihood Of(ILanguageModel model, IReadOnlyList<Document> documents, int threads)
        => new(model.Score(documents, threads));

    /// <summary>The likelihoods by document.</summary>
    public IReadOnlyList<DocumentLikelihood> Documents { get; }

    /// <summary>
    /// The sum of the negative log-likelihoods of the characters with a probability above zero; NaN if the model returns NaN.
    /// </summary>
    public double Nats { get; }

    /// <summary>The number of characters with a probability above zero.</summary>
    public long Possible { get; }

    /// <summary>Characters of probability zero.</summary>
    public long Impossible { get; }

    /// <summary>The mean negative log-likelihood in bits.</summary>
    public Measurement BitsPerCharacter => Measurement.Ratio(Nats / Math.Log(2), Possible, Empty);

    /// <summary>exp of the mean negative log-likelihood in nats.</summary>
    public Measurement Perplexity => Measurement.Ratio(Nats, Possible, Empty).Map(Math.Exp);

    /// <summary>The share of the characters that have probability zero.</summary>
    public Measurement ZeroProbabilityShare => Measurement.Ratio(Impossible, Possible + Impossible, "the text is empty");

    /// <summary>A quantile of the documents' bits per character (inverse distribution function).</summary>
    /// <param name="share">0 to 1.</param>
    public Measurement DocumentQuantile(double share)
    {
        var possible = Documents.Where(document => document.Possible > 0);
        double[] bits = [.. possible.Select(document => document.Nats / document.Possible / Math.Log(2)).Order()];
        return bits.Length == 0 ? Measurement.Undefined(Empty) : Quantiles.InverseCdf(bits, share);
    }
}

/// <summary>How well a model predicts one document.</summary>
/// <param name="Nats">The sum of the negative log-likelihoods of the characters with a probability above zero.</param>
/// <param name="Possible">The number of those characters.</param>
/// <param name="Impossible">Characters of probability zero.</param>
public readonly record struct DocumentLikelihood(double Nats, int Possible, int Impossible)
{
    /// <summary>All characters.</summary>
    public int Characters => Possible + Impossible;
}
