using TextCollapse.Randomness;

namespace TextCollapse.Corpora;

/// <summary>Samples each part from its own random stream. Equal documents can occur by chance.</summary>
internal static class DrawnSplit
{
    private const long DefaultTrain = 1_000_000;

    internal static TextParts Split(IDrawnText source, RealTextSettings settings, CancellationToken cancellation)
    {
        var train = settings.Train ?? DefaultTrain;
        var heldOut = settings.HeldOut ?? Math.Max(1, train / 8);
        var asked = train + heldOut + (settings.Validation ?? heldOut) + (settings.Reserve ?? 0);
        if (asked > FoundSplit.Most)
            throw new InputException("corpus.train",
                $"{TextLength.Number(asked)} characters are requested; the limit is {TextLength.Number(FoundSplit.Most)}. Set "
                + $"corpus.train or corpus.held_out to a smaller value.");
        var key = new RandomKey(settings.Seed, "corpus", 0);
        return new TextParts(Draw("training", train), Draw("reserve", settings.Reserve ?? 0), Draw("held-out", heldOut),
            Draw("validation", settings.Validation ?? heldOut))
        { Found = asked };

        List<string> Draw(string purpose, long characters)
        {
            var drawn = new List<string>();
            while (characters > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                var random = key.Stream(purpose, drawn.Count);
                var text = source.Draw(ref random, settings.DocumentLength);
                var length = TextLength.Of(text);
                drawn.Add(length <= characters ? text : TextLength.First(text, (int)characters));
                characters -= length;
            }
            return drawn;
        }
    }
}
