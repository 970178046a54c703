using TextCollapse.Models.Training;
using TextCollapse.Options;

namespace TextCollapse.Models.Transformer;

/// <summary>
/// The sizes of a pre-LayerNorm GPT: learned positions, causal self-attention, a feed-forward block of four times the width with the exact
/// GELU x·Φ(x) (the default of <c>torch.nn.GELU()</c>). Source: Radford et al. 2019, as implemented in nanoGPT.
/// </summary>
[Component("transformer", "a pre-LayerNorm GPT", Paper = "Radford et al. 2019, as in nanoGPT")]
public sealed record TransformerOptions : NeuralModelOptions
{
    /// <summary>Blocks of attention and feed-forward, 1 to 64.</summary>
    [Option("blocks of attention and feed-forward", Min = 1, Max = 64)]
    public int Layers { get; init; } = 4;

    /// <summary>Attention heads; divides <see cref="Width"/>.</summary>
    [Option("attention heads; divides the width", Min = 1, Max = 1024)]
    public int Heads { get; init; } = 4;

    /// <summary>C: the width of the residual stream, 1 to 8192.</summary>
    [Option("width of the residual stream", Min = 1, Max = 8192)]
    public int Width { get; init; } = 128;

    /// <summary>The context length in symbols, including the boundary symbol, 2 to 8192; in a study <c>training.sequence</c>.</summary>
    public int Context { get; init; } = 64;

    /// <summary>Whether the output layer shares the character rows of the embedding.</summary>
    [Option("whether the output layer is the input embedding")]
    public bool TieWeights { get; init; } = true;

    /// <summary>Whether linear layers and normalisations have biases.</summary>
    [Option("whether linear layers and normalisations have biases")]
    public bool Bias { get; init; } = true;

    /// <summary>
    /// The row stride of the feed-forward part: four widths and a cache line, so that rows do not compete for the same cache sets.
    /// </summary>
    internal int WideStride => 4 * Width + 16;

    /// <summary>Values per head.</summary>
    public int HeadSize => Width / Heads;

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant($"transformer of width {Width}");

    /// <inheritdoc/>
    public override double EstimateWeights(int alphabet) => 12.0 * Layers * Width * Width + 2.0 * alphabet * Width;

    /// <inheritdoc/>
    public override IEnumerable<Problem> Check(TrainingOptions training)
    {
        if (training.Sequence < 2)
            yield return new Problem("training.sequence", "is the context length of a transformer; it must be at least 2.");
        if (Width % Heads != 0)
            yield return new Problem("model.heads",
                $"{Heads} heads do not divide the width {Width}; choose a divisor, such as {Divisor()}.");
    }

    /// <summary>All problems, each with its way out; empty if the sizes are valid.</summary>
    public IReadOnlyList<Problem> Problems()
    {
        List<Problem> problems = [.. OptionSet.Check(this, "model")];
        if (Context is < 2 or > 8192)
            problems.Add(new Problem("model.context", $"is {Context}; expected 2 to 8192."));
        return problems.Count > 0 ? problems : [.. Check(new TrainingOptions { Sequence = Context })];
    }

    /// <summary>Throws unless the sizes are valid.</summary>
    /// <exception cref="InputException">A size is out of range, or the heads do not divide the width.</exception>
    internal void Validate()
    {
        if (Problems() is { Count: > 0 } problems)
            throw new InputException(problems);
    }

    private int Divisor()
    {
        var heads = Math.Min(Heads, Width);
        while (Width % heads != 0)
            heads--;
        return heads;
    }
}
