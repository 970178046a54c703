using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Transformer;
using TextCollapse.Torch.Devices;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Models;

/// <summary>
/// Documents that a transformer writes side by side, with the keys and values of what each has processed. A stream whose context is full
/// forgets its older half and reads the newer half again at its new positions, as in the managed engine.
/// </summary>
internal sealed class GptDecodingSession : IDecodingSession
{
    private readonly TorchNetwork _network;
    private readonly GptDecoderState _past;
    private readonly Device _device;
    private readonly long[][] _inSight;
    private Tensor _logits; // [streams, V]

    internal GptDecodingSession(TorchNetwork network, Alphabet alphabet, GptDecoderState past, Device device)
    {
        (_network, _past, _device, Streams) = (network, past, device, past.Lengths.Length);
        _inSight = [.. Enumerable.Range(0, Streams).Select(_ => new long[past.Context])];
        _logits = zeros(Streams, network.Vocabulary, device: device).DetachFromDisposeScope();
        Read([.. Enumerable.Repeat((long)alphabet.Boundary, Streams)]);
    }

    /// <inheritdoc/>
    public int Streams { get; }

    /// <inheritdoc/>
    public void Next(Span<float> logits) => TensorFile.CopyTo(_logits, logits);

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<int> symbols)
    {
        var read = SymbolCheck.Check(symbols, Streams, _network.Vocabulary);
        if (read.AsSpan().ContainsAnyExcept(-1L))
            Read(read);
    }

    private void Read(long[] symbols)
    {
        TorchThreads.UseOne();
        using var gradientless = inference_mode();
        using var scope = NewDisposeScope();
        var full = Enumerable.Range(0, Streams).Where(stream => symbols[stream] >= 0 && _past.Lengths[stream] == _past.Context).ToArray();
        if (full.Length > 0)
            Slide(full);
        var reads = Array.ConvertAll(symbols, symbol => symbol >= 0);
        for (var stream = 0; stream < Streams; stream++)
            if (reads[stream])
                _inSight[stream][_past.Lengths[stream]] = symbols[stream];
        _past.PlanOne(reads);
        var logits = _network.Logits(tensor(Array.ConvertAll(symbols, symbol => Math.Max(symbol, 0)), [Streams, 1], device: _device), _past,
            null).squeeze(1);
        if (reads.Contains(false))
            logits = logits.where(tensor(reads, device: _device).unsqueeze(1), _logits);
        _logits.Dispose();
        _logits = logits.DetachFromDisposeScope();
    }

    private void Slide(int[] streams)
    {
        var kept = SlidingWindows.Kept(_past.Context);
        foreach (var stream in streams)
            Array.Copy(_inSight[stream], _past.Context - kept, _inSight[stream], 0, kept);
        _past.PlanRefill(streams, kept);
        _network.Logits(tensor(streams.SelectMany(stream => _inSight[stream].Take(kept)).ToArray(), [streams.Length, kept],
            device: _device), _past, null);
    }

    /// <inheritdoc/>
    public void Copy(int from, int to)
    {
        if (from == to)
            return;
        using var gradientless = inference_mode();
        using var scope = NewDisposeScope();
        _past.Copy(from, to);
        _inSight[from].CopyTo(_inSight[to], 0);
        _logits.select(0, to).copy_(_logits.select(0, from));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _past.Dispose();
        _logits.Dispose();
    }
}
