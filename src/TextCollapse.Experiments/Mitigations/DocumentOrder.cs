using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Models;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Training;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Curriculum within a training: training starts with the documents that are easy for the last generation's model (few nats per character)
/// and gradually adds the others (Bengio et al. 2009; pacing as in Hacohen and Weinshall 2019); or the reverse. Generation 0 is paced over
/// its text in the given order.
/// </summary>
public abstract record DocumentOrder : ICurator, ITrainingChange, ICheckedMitigation
{
    /// <summary>The share of the text available at the first step, above 0 to 1.</summary>
    [Option("share of the text available at the first step", Min = 0, MinExcluded = true, Max = 1)]
    public double First { get; init; } = 0.2;

    /// <summary>The share of the steps after which all text is available, above 0 to 1.</summary>
    [Option("share of the steps after which all text is available", Min = 0, MinExcluded = true, Max = 1)]
    public double Until { get; init; } = 0.6;

    /// <summary>Whether hard documents come first.</summary>
    protected abstract bool IsHardFirst { get; }

    /// <inheritdoc/>
    public bool NeedsLastModel => true;

    /// <inheritdoc/>
    public TrainingOptions Change(TrainingOptions settings) => settings with { Pace = new(First, Until) };

    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context)
    {
        var nats = context.Previous().Score(corpus.Documents, context.Threads)
            .Select(document => document.Length == 0 ? 0 : document.Average()).ToArray();
        var order = Enumerable.Range(0, nats.Length);
        return new Corpus(corpus.Alphabet, [.. (IsHardFirst ? order.OrderByDescending(i => nats[i]) : order.OrderBy(i => nats[i]))
            .Select(i => corpus.Documents[i])]);
    }

    /// <inheritdoc/>
    public virtual IEnumerable<Problem> Check(ArmOptions arm)
    {
        if (arm.Model is not NeuralModelOptions)
            yield return new Problem("",
                "orders the training text, but the counts of an n-gram model do not depend on the order of documents. "
                + $"It is for {ModelKinds.All.NamesOf(typeof(NeuralModelOptions), "and")} models.");
        else if (arm.Model is GruOptions && arm.Training.CarryState)
            yield return new Problem("",
                "makes the text available gradually, but training.carry_state trains on it from beginning to end; remove one of them.");
    }
}
