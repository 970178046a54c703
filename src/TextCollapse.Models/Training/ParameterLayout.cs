namespace TextCollapse.Models.Training;

/// <summary>Where a network's weights lie in one flat buffer. Gradients and moments have the same layout.</summary>
public sealed class ParameterLayout
{
    private readonly List<ParameterBlock> _blocks = [];

    /// <summary>The blocks in the order they were added.</summary>
    public List<ParameterBlock> Blocks => _blocks; // as a list: enumerating it allocates nothing

    /// <summary>Floats in all, padding included; a multiple of 16.</summary>
    public int Length { get; private set; }

    /// <summary>Adds a block and gives its offset, a multiple of 16 (one cache line).</summary>
    /// <param name="name">Its name in training state.</param>
    /// <param name="length">Floats, padding included. Padding must have a zero gradient, so that it stays what it is.</param>
    /// <param name="decays">Whether weight decay applies.</param>
    /// <param name="hidden">The matrices between hidden layers that it consists of, given its offset; null for none.</param>
    public int Add(string name, int length, bool decays, Func<int, IEnumerable<HiddenMatrix>>? hidden = null)
    {
        var offset = Length;
        _blocks.Add(new ParameterBlock(name, offset, length, decays) { Hidden = [.. hidden?.Invoke(offset) ?? []] });
        Length = checked(offset + length + 15) & ~15;
        return offset;
    }
}

/// <summary>One block of weights.</summary>
public sealed record ParameterBlock(string Name, int Offset, int Length, bool Decays)
{
    /// <summary>The matrices between hidden layers that it consists of; empty for an embedding, an output layer and biases.</summary>
    public IReadOnlyList<HiddenMatrix> Hidden { get; init; } = [];
}
