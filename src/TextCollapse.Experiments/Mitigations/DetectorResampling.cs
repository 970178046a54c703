using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Resamples the training text by a detector's confidence that a document was generated: weight (1 − confidence)^b, with capped repeats and
/// optional upsampling (Drayson et al. 2025). True origins are used only to train the detector.
/// </summary>
/// <param name="Exponent">b ≥ 0.</param>
/// <param name="Repeats">The maximum repeats of a document, ≥ 1.</param>
/// <param name="Upsample">The ratio of characters trained on to characters given; at most <paramref name="Repeats"/>.</param>
[Component("detector-resampling",
    "documents are resampled with weight (1 − a detector's confidence that they were generated)^b; "
        + "trains on upsample times as many characters",
    Paper = "Drayson et al. 2025")]
public sealed record DetectorResampling(
    [property: Option("b", Min = 0, Max = 1000)] double Exponent = 10,
    [property: Option("maximum repeats of a document", Min = 1, Max = 1000)] int Repeats = 3,
    [property: Option("ratio of characters trained on to characters given; 1 for equal budgets", Min = 0.1, Max = 1000)]
        double Upsample = 1.5) : ICurator, ICheckedMitigation
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context)
    {
        // ln(1 − σ(s)) = −ln(1 + eˢ)
        double[] logWeights = [.. DetectorOdds.Of(corpus, context)
            .Select(odds => -Exponent * (odds > 0 ? odds + double.LogP1(Math.Exp(-odds)) : double.LogP1(Math.Exp(odds))))];
        var characters = (long)Math.Round(Upsample * corpus.Characters);
        return WeightedResampling.Draw(corpus, logWeights, characters, Repeats, context.Random.Stream("detector resampling"));
    }

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm)
    {
        if (Upsample > Repeats)
            yield return new Problem("upsample", FormattableString.Invariant(
                $"is {Upsample}, but documents repeated at most {Repeats} times give no more than {Repeats}."));
        foreach (var problem in Requirement.GeneratedText(arm))
            yield return problem;
    }
}
