namespace TextCollapse.Models.Transformer;

/// <summary>
/// The sizes of a pre-LayerNorm GPT: learned positions, causal self-attention, a feed-forward block of four times the width with the exact
/// GELU x·Φ(x) (what <c>torch.nn.GELU()</c> computes unless told otherwise). Source: Radford et al. 2019, as written down in nanoGPT.
/// </summary>
public sealed record TransformerSettings
{
    /// <summary>Blocks of attention and feed-forward, 1 to 64.</summary>
    public int Layers { get; init; } = 4;

    /// <summary>Attention heads; divides <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>C: numbers per position, 1 to 8192.</summary>
    public int Width { get; init; } = 128;

    /// <summary>Most symbols the model sees at once, the boundary symbol included, 2 to 8192.</summary>
    public int Context { get; init; } = 64;

    /// <summary>Whether the output layer is the character rows of the embedding.</summary>
    public bool TieWeights { get; init; } = true;

    /// <summary>Whether linear layers and normalisations have biases.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>From one row of the feed-forward part to the next: four widths and a cache line, so that rows do not compete for the same cache sets.</summary>
    internal int WideStride => 4 * Width + 16;

    /// <summary>Numbers per head.</summary>
    internal int HeadSize => Width / Heads;

    /// <summary>Everything that is wrong, each with its way out; empty when the settings can be used.</summary>
    public IReadOnlyList<Problem> Problems()
    {
        var problems = new List<Problem>();
        Check("model.layers", Layers, 1, 64);
        Check("model.heads", Heads, 1, 1024);
        Check("model.width", Width, 1, 8192);
        Check("model.context", Context, 2, 8192);
        if (problems.Count == 0 && Width % Heads != 0)
            problems.Add(new Problem("model.heads", $"{Heads} heads do not divide the width {Width}; choose a divisor, such as {Divisor()}."));
        return problems;

        void Check(string key, int value, int least, int most)
        {
            if (value < least || value > most)
                problems.Add(new Problem(key, $"is {value}; expected {least} to {most}."));
        }

        int Divisor()
        {
            var heads = Math.Min(Heads, Width);
            while (Width % heads != 0)
                heads--;
            return heads;
        }
    }

    /// <summary>Throws unless the settings can be used.</summary>
    /// <exception cref="InputException">A size is out of range, or the heads do not divide the width.</exception>
    internal void Validate()
    {
        if (Problems() is { Count: > 0 } problems)
            throw new InputException(problems);
    }
}
