using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Detection;

/// <summary>L2-regularised logistic regression on normalised counts of character n-grams: the detector of this library.</summary>
/// <param name="longest">The longest n-grams, at least 1; shorter ones are features too.</param>
/// <param name="regularisation">
/// λ above 0: Σ log-loss + ½λ|w|². The usual defaults near 1 leave normalised n-grams almost no weight.
/// </param>
public sealed class LogisticDetector(int longest = LogisticDetector.Longest, double regularisation = LogisticDetector.Regularisation)
    : IDetector
{
    /// <summary>The default order of the longest n-grams.</summary>
    public const int Longest = 4;

    /// <summary>The default of λ.</summary>
    public const double Regularisation = 0.01;

    /// <inheritdoc/>
    public string Name => "logistic regression of the library";

    /// <inheritdoc/>
    public IFittedDetector Fit(IReadOnlyList<Document> real, IReadOnlyList<Document> written)
    {
        RequireBoth(real, written);
        Document[] all = [.. real, .. written];
        var features = new CharacterNgramFeatures(longest, all);
        bool[] isWritten = [.. Enumerable.Range(0, all.Length).Select(i => i >= real.Count)];
        return new Fitted(features, LogisticRegression.Fit([.. all.Select(features.Row)], isWritten, features.Count, regularisation));
    }

    /// <summary>Checks that both kinds have documents.</summary>
    /// <exception cref="InputException">One kind has no document with a character.</exception>
    public static void RequireBoth(IReadOnlyList<Document> real, IReadOnlyList<Document> written)
    {
        foreach (var (documents, kind) in new[] { (real, "real"), (written, "written") })
            if (documents.All(document => document.Length == 0))
                throw new InputException("detector",
                    $"there is no {kind} document with a character in it; it is trained on documents of both kinds.");
    }

    private sealed class Fitted(CharacterNgramFeatures features, double[] weights) : IFittedDetector
    {
        public double[] Score(IReadOnlyList<Document> documents) =>
            [.. documents.Select(document => features.Row(document).Dot(weights) + weights[^1])];
    }
}
