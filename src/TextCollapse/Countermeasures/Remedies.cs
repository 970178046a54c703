using TextCollapse.Corpora;
using TextCollapse.Decoding;
using TextCollapse.Models;
using TextCollapse.Models.Training;

namespace TextCollapse.Countermeasures;

/// <summary>The countermeasures of one chain in their order, by the places of the loop that they plug into.</summary>
/// <param name="All">The countermeasures; none for the plain loop.</param>
public sealed record Remedies(params IReadOnlyList<ICountermeasure> All)
{
    /// <summary>The plain loop.</summary>
    public static Remedies None { get; } = new();

    /// <summary>Whether what is read can differ from what the mixing composed: then what was read is kept with each generation.</summary>
    public bool ChangeReading => All.Any(remedy => remedy is ICurator or IControl);

    /// <summary>Whether the models of all generations have to stay on disk.</summary>
    public bool NeedLastModel => All.Any(remedy => remedy.NeedsLastModel);

    /// <summary>Those that step in.</summary>
    public IEnumerable<IControl> Controls => All.OfType<IControl>();

    /// <summary>What is read.</summary>
    public Corpus Curate(Corpus corpus, Reading reading) => All.OfType<ICurator>().Aggregate(corpus, (read, curator) => curator.Curate(read, reading));

    /// <summary>How a neural model is trained.</summary>
    public TrainingSettings Change(TrainingSettings settings) => All.OfType<ITrainingChange>().Aggregate(settings, (changed, remedy) => remedy.Change(changed));

    /// <summary>What trains; the first countermeasure is the innermost.</summary>
    public ILanguageModelTrainer Around(ILanguageModelTrainer trainer) => All.OfType<ITrainerRemedy>().Aggregate(trainer, (inner, remedy) => remedy.Around(inner));

    /// <summary>What writes; the first countermeasure is the innermost.</summary>
    public ITextWriter Around(ITextWriter writer) => All.OfType<IWritingRemedy>().Aggregate(writer, (inner, remedy) => remedy.Around(inner));
}
