namespace TextCollapse.Metrics.Model;

/// <summary>
/// Perplexities from a model's negative log-likelihoods (nats, one per character). Only the micro averages weight every character equally.
/// </summary>
/// <param name="BitsPerCharacter">Σ NLL/(characters · ln 2); +∞ if a character has probability zero.</param>
/// <param name="Micro">Perplexity, exp(Σ NLL/characters).</param>
/// <param name="MacroMean">
/// The arithmetic mean of the documents' perplexities, which one short document can dominate; some tools report it as "mean perplexity".
/// </param>
/// <param name="Geometric">exp of the mean of the documents' mean NLL.</param>
public readonly record struct Perplexity(Measurement BitsPerCharacter, Measurement Micro, Measurement MacroMean, Measurement Geometric)
{
    /// <summary>Perplexities of documents; documents without a character are left out.</summary>
    public static Perplexity Of(IReadOnlyList<double[]> nll)
    {
        double total = 0, macro = 0, geometric = 0;
        long characters = 0, documents = 0;
        foreach (var document in nll)
        {
            if (document.Length == 0)
                continue;
            var sum = document.Sum();
            total += sum;
            characters += document.Length;
            macro += Math.Exp(sum / document.Length);
            geometric += sum / document.Length;
            documents++;
        }
        const string Empty = "the text is empty";
        var mean = Measurement.Ratio(total, characters, Empty);
        return new(
            mean.Map(nats => nats / Math.Log(2)),
            mean.Map(Math.Exp),
            Measurement.Ratio(macro, documents, Empty),
            Measurement.Ratio(geometric, documents, Empty).Map(Math.Exp));
    }
}
