using System.Collections.Concurrent;
using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Mixing;

namespace TextCollapse.Experiments.Execution;

/// <summary>The real texts of a run's chains: arms with the same corpus options and seed share one.</summary>
public sealed class RealTexts(Func<string, ITextSource> sources)
{
    private readonly ConcurrentDictionary<(CorpusOptions Corpus, long Seed, long? Reserve), Lazy<RealReference>> _texts = new();

    /// <summary>The real text of a chain.</summary>
    /// <exception cref="InputException">The source is missing, or too short for the arm including its fresh real text.</exception>
    public RealReference Of(Arm arm, long seed, CancellationToken cancellation)
    {
        var (corpus, mixing, generations) = (arm.Options.Corpus, arm.Options.Mixing, arm.Options.Generations);
        var unseen = mixing.UnseenReal(corpus.Train) * generations;
        var source = sources(corpus.Source);
        // A sampled source generates the reserve it is asked for; any other returns what is left, the same for every arm.
        var reserve = source is IDrawnText ? unseen : (long?)null;
        var reference = _texts.GetOrAdd((corpus, seed, reserve), key => new Lazy<RealReference>(
            () => new(RealText.Prepare(source, key.Corpus.RealText(seed, reserve), cancellation)))).Value;
        var left = reference.Text.Reserve.Characters;
        return left >= unseen ? reference : throw new InputException($"arm {arm.Id}", string.Create(CultureInfo.InvariantCulture,
            $"{generations} generations of {MixingStrategies.All.Of(mixing).Text(mixing)} need {unseen:N0} characters of unseen real "
                + $"text, ")
            + FormattableString.Invariant($"but {corpus.Source} has {left:N0} left. ")
            + "Lower corpus.train, generations or mixing.real_share, or use a larger source.");
    }
}
