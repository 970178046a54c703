using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Filters by provenance with perfect labels: an <see cref="OriginFilter"/> without errors.</summary>
[Component("oracle-filter", "keeps only real documents, using perfect origin labels; repeats them up to the original number of characters")]
public sealed record OracleFilter : ICurator, ICheckedMitigation
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context) => new OriginFilter(0, 0).Curate(corpus, context);

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm)
    {
        const string Why = "oracle-filter leaves no generated text for the other one";
        return
        [
            .. Requirement.MixedText(arm),
            .. Contradiction.With<RealFirst>(arm, Why), .. Contradiction.With<RealTextWeight>(arm, Why),
            .. Contradiction.With<DiscriminatorReweighting>(arm, Why), .. Contradiction.With<DetectorResampling>(arm, Why),
            .. Contradiction.With<Verification>(arm, Why), .. Contradiction.With<OriginFilter>(arm, "both filter by origin"),
        ];
    }
}
