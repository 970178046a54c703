using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Resamples what is read by how sure a detector is that it was written: weight (1 − confidence)^b, repeats capped, and more read than
/// given (Drayson et al. 2025). Who wrote what is not looked at but to teach the detector.
/// </summary>
/// <param name="Exponent">b ≥ 0.</param>
/// <param name="Repeats">How often a document may be read, ≥ 1.</param>
/// <param name="Upsample">Characters read over characters given; at most <paramref name="Repeats"/>.</param>
[Component("detector-resampling",
    "all documents are drawn again with weight (1 − confidence of a detector that they were generated)^b; "
        + "trains on upsample times as many characters",
    Paper = "Drayson et al. 2025")]
public sealed record DetectorResampling(
    [property: Option("b", Min = 0, Max = 1000)] double Exponent = 10,
    [property: Option("how often one may be trained on", Min = 1, Max = 1000)] int Repeats = 3,
    [property: Option("characters trained on over characters given; 1 for equal budgets", Min = 0.1, Max = 1000)]
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
                $"is {Upsample}, more than documents that are trained on at most {Repeats} times can give."));
        foreach (var problem in Requirement.GeneratedText(arm))
            yield return problem;
    }
}
