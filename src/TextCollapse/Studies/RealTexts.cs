using System.Collections.Concurrent;
using TextCollapse.Corpora;
using TextCollapse.Mixing;

namespace TextCollapse.Studies;

/// <summary>The real texts of a run's chains: cells with the same corpus options and seed share one.</summary>
internal sealed class RealTexts(Func<string, ITextSource> sources)
{
    private readonly ConcurrentDictionary<(CorpusOptions Corpus, long Seed, long? Reserve), Lazy<RealText>> _texts = new();

    /// <summary>The real text of a chain.</summary>
    /// <exception cref="InputException">The source is missing or too short for the cell, fresh real text included.</exception>
    public RealText Of(Cell cell, long seed, CancellationToken cancellation)
    {
        var (corpus, mixing, generations) = (cell.Options.Corpus, cell.Options.Mixing, cell.Options.Generations);
        var unseen = mixing.UnseenReal(corpus.Train) * generations;
        var source = sources(corpus.Source);
        // A drawn source draws as much in reserve as is asked for; a found one gives what is left, the same for every cell.
        var reserve = source is IDrawnText ? unseen : (long?)null;
        var text = _texts.GetOrAdd((corpus, seed, reserve),
            key => new Lazy<RealText>(() => RealText.Prepare(source, key.Corpus.RealText(seed, reserve), cancellation))).Value;
        return text.Reserve.Characters >= unseen ? text : throw new InputException($"cell {cell.Id}", FormattableString.Invariant(
            $"{generations} generations of {MixingStrategies.All.Of(mixing).Text(mixing)} need {unseen:N0} characters of unseen real text, ")
            + FormattableString.Invariant($"but {corpus.Source} has {text.Reserve.Characters:N0} left. ")
            + "Lower corpus.train, generations or mixing.real_share, or take a larger source.");
    }
}
