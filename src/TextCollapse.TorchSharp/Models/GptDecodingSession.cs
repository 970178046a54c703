using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Transformer;
using TextCollapse.Torch.Devices;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Models;

/// <summary>
/// Generates several documents in one batch with a transformer, keeping the keys and values of the processed symbols. A stream whose
/// context is full drops its older half and recomputes the newer half at its new positions, as in the managed engine.
/// </summary>
internal sealed class GptDecodingSession : IDecodingSession
{
    private readonly TorchNetwork _network;
    private readonly GptDecoderState _state;
    private readonly Device _device;
    private readonly long[][] _visible;
    private Tensor _logits; // [streams, V]

    internal GptDecodingSession(TorchNetwork network, Alphabet alphabet, GptDecoderState state, Device device)
    {
        (_network, _state, _device, Streams) = (network, state, device, state.Lengths.Length);
        _visible = [.. Enumerable.Range(0, Streams).Select(_ => new long[state.Context])];
        _logits = zeros(Streams, network.Vocabulary, device: device).DetachFromDisposeScope();
        Process([.. Enumerable.Repeat((long)alphabet.Boundary, Streams)]);
    }

    /// <inheritdoc/>
    public int Streams { get; }

    /// <inheritdoc/>
    public void Next(Span<float> logits) => TensorFile.CopyTo(_logits, logits);

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<int> symbols)
    {
        var inputs = SymbolCheck.Check(symbols, Streams, _network.Vocabulary);
        if (inputs.AsSpan().ContainsAnyExcept(-1L))
            Process(inputs);
    }

    private void Process(long[] symbols)
    {
        TorchThreads.UseOne();
        using var noGradients = inference_mode();
        using var scope = NewDisposeScope();
        var full = Enumerable.Range(0, Streams).Where(stream => symbols[stream] >= 0 && _state.Lengths[stream] == _state.Context).ToArray();
        if (full.Length > 0)
            Slide(full);
        var active = Array.ConvertAll(symbols, symbol => symbol >= 0);
        for (var stream = 0; stream < Streams; stream++)
            if (active[stream])
                _visible[stream][_state.Lengths[stream]] = symbols[stream];
        _state.PlanOne(active);
        var inputs = tensor(Array.ConvertAll(symbols, symbol => Math.Max(symbol, 0)), [Streams, 1], device: _device);
        var logits = _network.Logits(inputs, _state, null).squeeze(1);
        if (active.Contains(false))
            logits = logits.where(tensor(active, device: _device).unsqueeze(1), _logits);
        _logits.Dispose();
        _logits = logits.DetachFromDisposeScope();
    }

    private void Slide(int[] streams)
    {
        var kept = SlidingWindows.Kept(_state.Context);
        foreach (var stream in streams)
            Array.Copy(_visible[stream], _state.Context - kept, _visible[stream], 0, kept);
        _state.PlanRefill(streams, kept);
        _network.Logits(tensor(streams.SelectMany(stream => _visible[stream].Take(kept)).ToArray(), [streams.Length, kept],
            device: _device), _state, null);
    }

    /// <inheritdoc/>
    public void Copy(int from, int to)
    {
        if (from == to)
            return;
        using var noGradients = inference_mode();
        using var scope = NewDisposeScope();
        _state.Copy(from, to);
        _visible[from].CopyTo(_visible[to], 0);
        _logits.select(0, to).copy_(_logits.select(0, from));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _state.Dispose();
        _logits.Dispose();
    }
}
