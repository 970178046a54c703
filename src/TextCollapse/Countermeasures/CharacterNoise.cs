using TextCollapse.Corpora;

namespace TextCollapse.Countermeasures;

/// <summary>Data augmentation: every character that is read is replaced, with a small probability, by one drawn evenly from the alphabet (Xie et al. 2017, "Data Noising as Smoothing in Neural Network Language Models", uniform noise).</summary>
/// <param name="rate">The probability, 0 to 1.</param>
public sealed class CharacterNoise(double rate) : ICurator
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, Reading reading) => new(corpus.Alphabet, [.. corpus.Documents.Select((document, number) =>
    {
        // A stream per document: what happens to one depends on no other.
        var random = reading.Random.Stream("character noise", number);
        var symbols = document.Symbols.ToArray();
        for (var i = 0; i < symbols.Length; i++)
            if (random.NextDouble() < rate)
                symbols[i] = (ushort)random.NextInt(corpus.Alphabet.Size);
        return document with { Symbols = symbols };
    })]);
}
