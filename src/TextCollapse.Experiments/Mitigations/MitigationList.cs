using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Training;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>The mitigations of one chain in order, applied at the steps of the loop that they change.</summary>
/// <param name="All">The mitigations; empty for the plain loop.</param>
public sealed record MitigationList(params IReadOnlyList<IMitigation> All)
{
    /// <summary>The plain loop.</summary>
    public static MitigationList None { get; } = new();

    /// <summary>Whether the training text can differ from what the mixing composed; it is then stored with each generation.</summary>
    public bool ChangeTrainingText => All.Any(mitigation => mitigation is ICurator or IControl);

    /// <summary>Whether the models of all generations have to be kept on disk.</summary>
    public bool NeedLastModel => All.Any(mitigation => mitigation.NeedsLastModel);

    /// <summary>The mitigations that can intervene.</summary>
    public IEnumerable<IControl> Controls => All.OfType<IControl>();

    /// <summary>Applies the mitigations to a training text.</summary>
    public Corpus Curate(Corpus corpus, TransformContext context) =>
        All.OfType<ICurator>().Aggregate(corpus, (read, curator) => curator.Curate(read, context));

    /// <summary>Applies the mitigations to the settings of neural training.</summary>
    public TrainingOptions Change(TrainingOptions settings) =>
        All.OfType<ITrainingChange>().Aggregate(settings, (changed, mitigation) => mitigation.Change(changed));

    /// <summary>Wraps a trainer; the first mitigation is the innermost.</summary>
    public ILanguageModelTrainer Around(ILanguageModelTrainer trainer) =>
        All.OfType<ITrainerMitigation>().Aggregate(trainer, (inner, mitigation) => mitigation.Around(inner));

    /// <summary>Wraps a writer; the first mitigation is the innermost.</summary>
    public ITextWriter Around(ITextWriter writer) =>
        All.OfType<IWriterMitigation>().Aggregate(writer, (inner, mitigation) => mitigation.Around(inner));

    /// <summary>A short description of the list, with the options that differ from their defaults; empty for no mitigation.</summary>
    public override string ToString() => string.Join(" + ", All.Select(mitigation => MitigationKinds.All.Of(mitigation).Text(mitigation)));

    /// <summary>Whether both lists have the same mitigations with the same options, in the same order.</summary>
    public bool Equals(MitigationList? other) => other is not null && All.SequenceEqual(other.All);

    /// <inheritdoc/>
    public override int GetHashCode() => All.Aggregate(0, HashCode.Combine);
}
