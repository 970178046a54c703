using static TorchSharp.torch;

namespace TextCollapse.Torch.Modules;

/// <summary>The keys and values of what each stream has processed, and what the next pass does with them.</summary>
internal sealed class GptDecoderState : DecoderState
{
    private readonly Device _device;

    internal GptDecoderState(int layers, int streams, int heads, int context, int headSize, Device device)
    {
        (_device, Context) = (device, context);
        Lengths = new int[streams];
        Layers = [.. Enumerable.Range(0, layers).Select(_ => new KvCache(this, streams, heads, context, headSize, device))];
    }

    /// <summary>Most symbols that a stream can hold.</summary>
    internal int Context { get; }

    /// <summary>How many symbols each stream holds.</summary>
    internal int[] Lengths { get; }

    internal KvCache[] Layers { get; }

    /// <summary>The streams that read in the next pass where not all do: their numbers, int64.</summary>
    internal Tensor? Refilled { get; private set; }

    /// <summary>The common length of all streams, or −1 where they differ or some do not read.</summary>
    internal int Common { get; private set; }

    /// <summary>Where each stream's next symbol goes, [streams], int64; <see cref="Context"/> is a place that nobody looks at.</summary>
    internal Tensor Places { get; private set; } = null!;

    /// <summary>[streams, 1, 1, Context + 1]: what each stream may look at.</summary>
    internal Tensor? Visible { get; private set; }

    /// <summary>The next pass reads one symbol in each stream with <paramref name="reads"/>; the others compute in vain.</summary>
    internal void PlanOne(ReadOnlySpan<bool> reads)
    {
        Refilled = null;
        Common = reads.Contains(false) || Lengths.AsSpan().ContainsAnyExcept(Lengths[0]) ? -1 : Lengths[0];
        var places = new long[Lengths.Length];
        for (var stream = 0; stream < places.Length; stream++)
            places[stream] = reads[stream] ? Lengths[stream]++ : Context;
        Places = tensor(places, device: _device);
        Visible = Common >= 0 ? null : PinnedBuffer.FirstNumbers(Context + 1, _device).unsqueeze(0).le(Places.unsqueeze(1))
            .view(places.Length, 1, 1, Context + 1);
    }

    /// <summary>The next pass fills these streams again with <paramref name="length"/> symbols each.</summary>
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
