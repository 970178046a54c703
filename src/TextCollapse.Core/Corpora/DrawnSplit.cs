using TextCollapse.Randomness;

namespace TextCollapse.Corpora;

/// <summary>Draws each part from a stream of its own; equal documents may occur by chance, as the law has it.</summary>
internal static class DrawnSplit
{
    private const long CustomaryTrain = 1_000_000;

    internal static TextParts Split(IDrawnText source, RealTextSettings settings, CancellationToken cancellation)
    {
        var train = settings.Train ?? CustomaryTrain;
        var heldOut = settings.HeldOut ?? Math.Max(1, train / 8);
        var asked = train + heldOut + (settings.Validation ?? heldOut) + (settings.Reserve ?? 0);
        if (asked > FoundSplit.Most)
            throw new InputException("corpus.train",
                $"{TextLength.Number(asked)} characters are asked for; the limit is {TextLength.Number(FoundSplit.Most)}. Set "
                + $"corpus.train or corpus.held_out lower.");
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
