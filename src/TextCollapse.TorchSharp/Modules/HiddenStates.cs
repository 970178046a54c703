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

    /// <summary>The pass of one layer with its inputs and outputs, for the backward pass.</summary>
    /// <param name="Source">The projection to gates with its autograd graph, [rows, 3H].</param>
    /// <param name="Rows">The row of the source for each step of each stream, [T · B]; null if there is one row for each.</param>
    /// <param name="Pass">The recurrence.</param>
    /// <param name="Output">Its states, a leaf of the following autograd graph.</param>
    internal readonly record struct Link(Tensor Source, Tensor? Rows, GruPass Pass, Tensor Output);

    /// <summary>The passes of the last forward pass with gradients, layer by layer.</summary>
    internal List<Link> Links { get; } = [];

    /// <summary>The states of some of the streams: a view, not a copy.</summary>
    internal HiddenStates Streams(int first, int count) => new(Layers.Select(layer => layer.narrow(1, first, count)));

    /// <summary>Sets the states of a layer, [streams, H] or [1, streams, H].</summary>
    internal void Set(int layer, Tensor states)
    {
        using var noGradients = no_grad();
        Layers[layer].copy_(states);
    }

    /// <summary>Resets all states to zero: a document begins in every stream.</summary>
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
