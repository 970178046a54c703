using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Provenance with perfect labels: an <see cref="OriginFilter"/> that is never wrong.</summary>
[Component("oracle-filter", "keeps real documents alone, by perfect labels of origin, repeated until as many characters are trained on")]
public sealed record OracleFilter : ICurator, ICheckedMitigation
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context) => new OriginFilter(0, 0).Curate(corpus, context);

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm)
    {
        const string Why = "oracle-filter leaves no generated text for the other to work on";
        return
        [
            .. Requirement.MixedText(arm),
            .. Contradiction.With<RealFirst>(arm, Why), .. Contradiction.With<RealTextWeight>(arm, Why),
            .. Contradiction.With<DiscriminatorReweighting>(arm, Why), .. Contradiction.With<DetectorResampling>(arm, Why),
            .. Contradiction.With<Verification>(arm, Why), .. Contradiction.With<OriginFilter>(arm, "both filter by origin"),
        ];
    }
}
