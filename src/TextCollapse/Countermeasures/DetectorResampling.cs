using TextCollapse.Corpora;

namespace TextCollapse.Countermeasures;

/// <summary>
/// Resamples what is read by how sure a detector is that it was written: weight (1 − confidence)^b, repeats capped, and more read than given
/// (Drayson et al. 2025). Who wrote what is not looked at but to teach the detector.
/// </summary>
/// <param name="exponent">b ≥ 0.</param>
/// <param name="repeats">How often a document may be read, ≥ 1.</param>
/// <param name="upsample">Characters read over characters given; at most <paramref name="repeats"/>.</param>
public sealed class DetectorResampling(double exponent, int repeats, double upsample) : ICurator
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, Reading reading)
    {
        // ln(1 − σ(s)) = −ln(1 + eˢ)
        double[] logWeights = [.. DetectorOdds.Of(corpus, reading).Select(odds => -exponent * (odds > 0 ? odds + double.LogP1(Math.Exp(-odds)) : double.LogP1(Math.Exp(odds))))];
        return WeightedResampling.Draw(corpus, logWeights, (long)Math.Round(upsample * corpus.Characters), repeats, reading.Random.Stream("detector resampling"));
    }
}
