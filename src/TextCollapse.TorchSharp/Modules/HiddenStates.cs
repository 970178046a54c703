using static TorchSharp.torch;

namespace TextCollapse.Torch.Modules;

/// <summary>The hidden states of a GRU, one tensor [1, streams, H] per layer.</summary>
internal sealed class HiddenStates : DecoderState
{
    internal HiddenStates(int layers, int streams, int hidden, Device device)
        : this(Enumerable.Range(0, layers).Select(_ => zeros(1, streams, hidden, device: device)))
    {
    }

    private HiddenStates(IEnumerable<Tensor> layers) => Layers = [.. layers.Select(layer => layer.DetachFromDisposeScope())];

    internal Tensor[] Layers { get; }

    /// <summary>A layer's pass between what it read and what it gave, for the way back.</summary>
    /// <param name="Source">What was projected to gates, with its graph: [rows, 3H].</param>
    /// <param name="Rows">Which rows of the source each step of each stream took, [T · B]; null where there is one for each.</param>
    /// <param name="Pass">The recurrence.</param>
    /// <param name="Output">Its states, a leaf of the graph that follows.</param>
    internal readonly record struct Link(Tensor Source, Tensor? Rows, GruPass Pass, Tensor Output);

    /// <summary>The passes of the last reading with gradients, layer by layer.</summary>
    internal List<Link> Links { get; } = [];

    /// <summary>The states of some of the streams: the same numbers, not a copy.</summary>
    internal HiddenStates Streams(int first, int count) => new(Layers.Select(layer => layer.narrow(1, first, count)));

    /// <summary>Takes the states after a step, [streams, H] or [1, streams, H].</summary>
    internal void Set(int layer, Tensor states)
    {
        using var gradientless = no_grad();
        Layers[layer].copy_(states);
    }

    /// <summary>Back to zeros: a document begins in every stream.</summary>
    internal void Clear()
    {
        foreach (var layer in Layers)
            layer.zero_();
    }

    /// <inheritdoc/>
    internal override void Copy(int from, int to)
    {
        using var scope = NewDisposeScope();
        foreach (var layer in Layers)
            layer.select(1, to).copy_(layer.select(1, from));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var layer in Layers)
            layer.Dispose();
    }
}
