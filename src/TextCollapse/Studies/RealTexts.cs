using System.Collections.Concurrent;
using System.Globalization;
using TextCollapse.Chains;
using TextCollapse.Corpora;
using TextCollapse.Mixing;

namespace TextCollapse.Studies;

/// <summary>The real texts of a run's chains: cells with the same corpus settings and seed share one.</summary>
internal sealed class RealTexts(Func<string, ITextSource> sources)
{
    private readonly ConcurrentDictionary<string, Lazy<RealReference>> _texts = new(StringComparer.Ordinal);

    /// <summary>The real text of a chain.</summary>
    /// <exception cref="InputException">The source is missing or too short for the cell, fresh real text included.</exception>
    public RealReference Of(Cell cell, long seed, IMixing mixing, CancellationToken cancellation)
    {
        var settings = cell.Settings;
        var fresh = mixing.FreshReal(settings.Int("corpus.train")) * settings.Int("generations");
        var source = sources(settings["corpus.source"]);
        // A drawn source draws as much in reserve as is asked for; a found one gives what is left, the same for every cell.
        var reserve = source is IDrawnText ? fresh : (long?)null;
        var key = string.Create(CultureInfo.InvariantCulture, $"{settings.Hash(name => name.StartsWith("corpus.", StringComparison.Ordinal))} {seed} {reserve}");
        var text = _texts.GetOrAdd(key, _ => new Lazy<RealReference>(() => new(RealText.Prepare(source, new RealTextSettings
        {
            Train = settings.Int("corpus.train"),
            HeldOut = settings.Int("corpus.held_out"),
            Validation = settings.Int("corpus.validation"),
            Reserve = reserve,
            DocumentLength = settings.Int("corpus.document_length"),
            Split = settings["corpus.split"] == "tail" ? TextSplit.Tail : TextSplit.Spread,
            Seed = seed,
        }, cancellation)))).Value;
        return text.Text.Reserve.Characters >= fresh ? text : throw new InputException($"cell {cell.Id}", string.Create(CultureInfo.InvariantCulture,
            $"{settings.Int("generations")} generations of {settings["mixing.strategy"]} at a real share of {settings["mixing.real_share"]} need {fresh:N0} characters of unseen real text, but {settings["corpus.source"]} has {text.Text.Reserve.Characters:N0} left. Lower corpus.train, generations or mixing.real_share, or take a larger source."));
    }
}
