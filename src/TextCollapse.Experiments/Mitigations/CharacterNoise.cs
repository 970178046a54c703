using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Data augmentation: every character of the training text is replaced, with a small probability, by one drawn uniformly from the alphabet
/// (Xie et al. 2017, "Data Noising as Smoothing in Neural Network Language Models", uniform noise).
/// </summary>
/// <param name="Rate">The probability, 0 to 1.</param>
[Component("character-noise",
    "each character of the training text is replaced, with this probability, by one drawn uniformly from the alphabet",
    Paper = "Xie et al. 2017, uniform noise")]
public sealed record CharacterNoise([property: Option("the probability", Min = 0, Max = 1)] double Rate = 0.02) : ICurator
{
    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context) => new(corpus.Alphabet, [.. corpus.Documents.Select((document, number) =>
    {
        // One random stream per document, so that documents do not affect each other.
        var random = context.Random.Stream("character noise", number);
        var symbols = document.Symbols.ToArray();
        for (var i = 0; i < symbols.Length; i++)
            if (random.NextDouble() < Rate)
                symbols[i] = (ushort)random.NextInt(corpus.Alphabet.Size);
        return document with { Symbols = symbols };
    })]);
}
