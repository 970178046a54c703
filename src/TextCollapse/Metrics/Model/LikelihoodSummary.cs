using TextCollapse.Statistics;

namespace TextCollapse.Metrics.Model;

/// <summary>
/// How well a model predicts some documents. Characters of probability zero have a share of their own and are left out of the rest:
/// clamping would hide them.
/// </summary>
public sealed class LikelihoodSummary
{
    private const string NothingPossible = "no character of the text has a probability above zero";
    private readonly double _nats;
    private readonly long _possible, _impossible;
    private readonly double[] _documents;

    private LikelihoodSummary(double nats, long possible, long impossible, double[] documents) =>
        (_nats, _possible, _impossible, _documents) = (nats, possible, impossible, documents);

    /// <summary>Summarises the negative log-likelihoods of documents, in nats, one per character; +∞ for probability zero.</summary>
    public static LikelihoodSummary Of(IEnumerable<double[]> documents)
    {
        var nats = 0.0;
        long possible = 0, impossible = 0;
        var bits = new List<double>();
        foreach (var document in documents)
        {
            var (natsBefore, possibleBefore) = (nats, possible);
            foreach (var nll in document)
                if (double.IsPositiveInfinity(nll))
                    impossible++;
                else
                {
                    nats += nll;
                    possible++;
                }
            if (possible > possibleBefore)
                bits.Add((nats - natsBefore) / (possible - possibleBefore) / Math.Log(2));
        }
        bits.Sort();
        return new(nats, possible, impossible, [.. bits]);
    }

    /// <summary>False where a likelihood is no number (NaN): the model's training has diverged.</summary>
    public bool IsFinite => !double.IsNaN(_nats);

    /// <summary>Mean negative log-likelihood in bits per character; undefined without a character of probability above zero.</summary>
    public Measurement BitsPerCharacter => Measurement.Ratio(_nats / Math.Log(2), _possible, NothingPossible);

    /// <summary>exp of the mean negative log-likelihood per character; undefined likewise.</summary>
    public Measurement Perplexity => Measurement.Ratio(_nats, _possible, NothingPossible).Map(Math.Exp);

    /// <summary>Share of the characters to which the model gives probability zero, 0 to 1; undefined for an empty text.</summary>
    public Measurement ZeroProbabilityShare => Measurement.Ratio(_impossible, _possible + _impossible, "the text is empty");

    /// <summary>A quantile (inverse of the distribution function) of the documents' bits per character; undefined likewise.</summary>
    /// <param name="share">0 to 1.</param>
    public Measurement DocumentQuantile(double share) =>
        _documents.Length == 0 ? Measurement.Undefined(NothingPossible) : Quantiles.InverseCdf(_documents, share);
}
