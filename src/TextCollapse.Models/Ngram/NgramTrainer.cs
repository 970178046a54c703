using TextCollapse.Corpora;
using TextCollapse.Options;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Ngram;

/// <summary>Trains n-gram models by counting. Deterministic; uses no validation text, and every model starts from scratch.</summary>
public sealed class NgramTrainer : ILanguageModelTrainer
{
    private readonly NgramOptions _settings;

    /// <summary>Creates a trainer of models with these settings.</summary>
    /// <exception cref="InputException">A setting is out of range.</exception>
    public NgramTrainer(NgramOptions settings)
    {
        Problem[] problems = [.. OptionSet.Check(settings, "model")];
        if (problems.Length > 0)
            throw new InputException(problems);
        _settings = settings;
    }

    /// <summary>The model of a text by itself, which no random number decides.</summary>
    /// <param name="text">The text.</param>
    /// <param name="threads">Most threads to use; the model does not depend on them.</param>
    /// <param name="cancellation">Stops the counting.</param>
    /// <exception cref="InputException">The text is empty or shorter than one n-gram.</exception>
    public ILanguageModel Count(Corpus text, int threads, CancellationToken cancellation = default) => Train(
        new TrainingTask
        {
            Corpus = text,
            Validation = new Corpus(text.Alphabet, []),
            Random = new RandomKey(1, "count", 0),
            Threads = threads,
        }, cancellation).Model;

    /// <inheritdoc/>
    /// <exception cref="InputException">The corpus is empty or shorter than one n-gram, or a model to start from was given.</exception>
    public TrainingResult Train(TrainingTask task, CancellationToken cancellation = default)
    {
        var corpus = task.Corpus;
        if (task.Start is not null)
            throw new InputException("training.start", "an n-gram model is counted from scratch in every generation; use scratch.");
        if (corpus.Characters == 0)
            throw new InputException("corpus", "is empty: there is nothing to count. Provide some text.");
        if (corpus.Characters < _settings.Order)
            throw new InputException("corpus",
                $"has {corpus.Characters} characters, fewer than one n-gram of order {_settings.Order}. Provide more text or choose a "
                + $"lower order.");
        if (corpus.Characters > uint.MaxValue)
            throw new InputException("corpus", $"has {corpus.Characters} characters; an n-gram model counts at most {uint.MaxValue}.");
        var (trie, counts) = NgramTrieBuilder.Build(corpus, _settings.Order, task.Threads, cancellation);
        if (_settings.Smoothing == NgramSmoothing.KneserNey)
            KneserNeyRule.AdjustCounts(trie, counts);
        var model = new NgramModel(corpus.Alphabet, _settings, new NgramTable(trie, counts, _settings, corpus.Alphabet.Size));
        return new TrainingResult(model, Steps: 0, corpus.Characters, TrainingLoss: double.NaN);
    }
}
