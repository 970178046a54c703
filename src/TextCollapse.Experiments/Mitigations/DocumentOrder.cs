using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Models;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Training;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Curriculum within a training: what the last generation's model finds easy (few nats per character) is read first, and ever more is
/// opened up to the training (Bengio et al. 2009; pacing as in Hacohen and Weinshall 2019); or the reverse. Generation 0 is paced over its
/// text as it stands.
/// </summary>
public abstract record DocumentOrder : ICurator, ITrainingChange, ICheckedMitigation
{
    /// <summary>The share of the text that is open at the first step, above 0 to 1.</summary>
    [Option("the share of the text that is open at the first step", Min = 0, MinExcluded = true, Max = 1)]
    public double First { get; init; } = 0.2;

    /// <summary>The share of the steps after which all of the text is open, above 0 to 1.</summary>
    [Option("the share of the steps after which all is open", Min = 0, MinExcluded = true, Max = 1)]
    public double Until { get; init; } = 0.6;

    /// <summary>Whether what is hard comes first.</summary>
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
                "puts what is trained on in order; an n-gram model counts, and to counting the order of documents does not matter. "
                + $"It is for {ModelKinds.All.NamesOf(typeof(NeuralModelOptions), "and")} models.");
        else if (arm.Model is GruOptions && arm.Training.CarryState)
            yield return new Problem("",
                "opens the text up by and by, but training.carry_state reads it from its beginning to its end; leave one of them out.");
    }
}
