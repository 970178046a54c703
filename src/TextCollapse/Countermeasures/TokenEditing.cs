using TextCollapse.Corpora;
using TextCollapse.Randomness;

namespace TextCollapse.Countermeasures;

/// <summary>
/// Token editing of real text (Zhu et al. 2025): instead of written documents the real training text is read, with every character that the last
/// generation's model gives at least <paramref name="probability"/> drawn anew from that model. What is edited counts as real text: its origin is.
/// </summary>
/// <param name="probability">The least probability of what is drawn anew, 0 to 1.</param>
public sealed class TokenEditing(double probability) : ICurator
{
    /// <inheritdoc/>
    public bool NeedsLastModel => true;

    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, Reading reading)
    {
        var (model, size, real) = (reading.Previous(), corpus.Alphabet.Size, reading.Real.Training.To(corpus.Characters).Documents);
        var edited = new Document[real.Count];
        Parallel.For(0, real.Count, new ParallelOptions { MaxDegreeOfParallelism = reading.Threads, CancellationToken = reading.Cancellation }, number =>
        {
            var (symbols, logs) = (real[number].Symbols.ToArray(), new float[real[number].Length * size]);
            model.Predict(real[number].Symbols.Span, logs);
            var random = reading.Random.Stream("token editing", number);
            for (var i = 0; i < symbols.Length; i++)
                if (Math.Exp(logs[i * size + symbols[i]]) >= probability)
                    symbols[i] = Draw(logs.AsSpan(i * size, size), ref random);
            edited[number] = real[number] with { Symbols = symbols };
        });
        return new Corpus(corpus.Alphabet, edited);
    }

    private static ushort Draw(ReadOnlySpan<float> logs, ref RandomStream random)
    {
        var left = random.NextDouble();
        var last = 0;
        for (var symbol = 0; symbol < logs.Length; symbol++)
            if (Math.Exp(logs[symbol]) is > 0 and var p)
            {
                last = symbol;
                if ((left -= p) < 0)
                    break;
            }
        return (ushort)last;
    }
}
