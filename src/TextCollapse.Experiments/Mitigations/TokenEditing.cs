using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;
using TextCollapse.Randomness;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Token editing of real text (Zhu et al. 2025): instead of generated documents, the real training text is trained on, with every character
/// that the last generation's model gives at least <paramref name="Probability"/> resampled from that model. Edited text counts as real
/// text, since its origin is real.
/// </summary>
/// <param name="Probability">The probability from which a character is resampled, 0 to 1.</param>
[Component("token-editing",
    "trains on the real text instead, with characters that the last generation's model is confident of resampled from that model",
    Paper = "Zhu et al. 2025")]
public sealed record TokenEditing(
    [property: Option("probability from which a character is resampled", Min = 0, Max = 1)]
        double Probability = 0.99) : ICurator, ICheckedMitigation
{
    /// <inheritdoc/>
    public bool NeedsLastModel => true;

    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context)
    {
        var (model, size, real) = (context.Previous(), corpus.Alphabet.Size, context.Real.Training.To(corpus.Characters).Documents);
        var edited = new Document[real.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation };
        Parallel.For(0, real.Count, parallel, number =>
        {
            var (symbols, logs) = (real[number].Symbols.ToArray(), new float[real[number].Length * size]);
            model.Predict(real[number].Symbols.Span, logs);
            var random = context.Random.Stream("token editing", number);
            for (var i = 0; i < symbols.Length; i++)
                if (Math.Exp(logs[i * size + symbols[i]]) >= Probability)
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

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm)
    {
        const string Why = "token-editing trains on edited real text only, so the other one has no effect";
        return
        [
            .. Contradiction.With<RealFirst>(arm, Why), .. Contradiction.With<RealTextWeight>(arm, Why),
            .. Contradiction.With<DiscriminatorReweighting>(arm, Why), .. Contradiction.With<DetectorResampling>(arm, Why),
            .. Contradiction.With<Verification>(arm, Why), .. Contradiction.With<OracleFilter>(arm, Why),
            .. Contradiction.With<OriginFilter>(arm, Why),
        ];
    }
}
