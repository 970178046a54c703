using static TorchSharp.torch;

namespace TextCollapse.Torch.Modules;

/// <summary>The keys and values of the processed symbols of each stream, and the plan for the next pass.</summary>
internal sealed class GptDecoderState : DecoderState
{
    private readonly Device _device;

    internal GptDecoderState(int layers, int streams, int heads, int context, int headSize, Device device)
    {
        (_device, Context) = (device, context);
        Lengths = new int[streams];
        Layers = [.. Enumerable.Range(0, layers).Select(_ => new KvCache(this, streams, heads, context, headSize, device))];
    }

    /// <summary>The maximum number of symbols per stream.</summary>
    internal int Context { get; }

    /// <summary>The number of symbols in each stream.</summary>
    internal int[] Lengths { get; }

    internal KvCache[] Layers { get; }

    /// <summary>The streams that are refilled in the next pass, int64; null if the pass processes one symbol per stream.</summary>
    internal Tensor? Refilled { get; private set; }

    /// <summary>The common length of all streams, or −1 if they differ or some are idle.</summary>
    internal int Common { get; private set; }

    /// <summary>
    /// The position of each stream's next symbol, [streams], int64; idle streams write to <see cref="Context"/>, an unused position.
    /// </summary>
    internal Tensor Places { get; private set; } = null!;

    /// <summary>The attention mask, [streams, 1, 1, Context + 1]: the positions that each stream may attend to.</summary>
    internal Tensor? Visible { get; private set; }

    /// <summary>
    /// Plans a pass that processes one symbol in each stream for which <paramref name="reads"/> is true; the results of the others are
    /// discarded.
    /// </summary>
    internal void PlanOne(ReadOnlySpan<bool> reads)
    {
        Refilled = null;
        Common = reads.Contains(false) || Lengths.AsSpan().ContainsAnyExcept(Lengths[0]) ? -1 : Lengths[0];
        var places = new long[Lengths.Length];
        for (var stream = 0; stream < places.Length; stream++)
            places[stream] = reads[stream] ? Lengths[stream]++ : Context;
        Places = tensor(places, device: _device);
        Visible = Common >= 0 ? null : ScalarOperations.FirstNumbers(Context + 1, _device).unsqueeze(0).le(Places.unsqueeze(1))
            .view(places.Length, 1, 1, Context + 1);
    }

    /// <summary>Plans a pass that refills these streams with <paramref name="length"/> symbols each.</summary>
    internal void PlanRefill(IReadOnlyList<int> streams, int length)
    {
        foreach (var stream in streams)
            Lengths[stream] = length;
        Refilled = tensor(streams.Select(stream => (long)stream).ToArray(), device: _device);
    }

    /// <inheritdoc/>
    internal override void Copy(int from, int to)
    {
        Lengths[to] = Lengths[from];
        foreach (var layer in Layers)
            layer.Copy(from, to);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var layer in Layers)
            layer.Dispose();
    }
}
