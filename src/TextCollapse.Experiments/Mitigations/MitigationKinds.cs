using TextCollapse.Experiments.Mitigations.Losses;
using TextCollapse.Experiments.Mitigations.Rules;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// The mitigations that a study can name, in the order of the loop: training text, training, text generation, interventions. Dropout,
/// weight decay and early stopping are options of the section <c>training</c>; temperature and truncation those of <c>decoding</c>.
/// </summary>
public static class MitigationKinds
{
    /// <summary>All of them.</summary>
    public static ComponentList<IMitigation> All { get; } = new("mitigation",
        typeof(CharacterNoise),
        typeof(SpanMasking),
        typeof(DocumentRecombination),
        typeof(RealFirst),
        typeof(EasyFirst),
        typeof(HardFirst),
        typeof(DiscriminatorReweighting),
        typeof(DetectorResampling),
        typeof(RealTextWeight),
        typeof(KeepSuccessful),
        typeof(Verification),
        typeof(TokenEditing),
        typeof(OracleFilter),
        typeof(OriginFilter),
        typeof(LabelSmoothing),
        typeof(ConfidencePenalty),
        typeof(FocalLoss),
        typeof(Unlikelihood),
        typeof(TruncatedCrossEntropy),
        typeof(AdversarialTraining),
        typeof(Ensemble),
        typeof(NearDuplicates),
        typeof(AcceptanceRule),
        typeof(MonitoringRule));
}
