using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Torch.Devices;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Models;

/// <summary>Generates several documents in one batch with a GRU, keeping their hidden states.</summary>
internal sealed class GruDecodingSession : IDecodingSession
{
    private readonly TorchNetwork _network;
    private readonly HiddenStates _state;
    private readonly Device _device;
    private Tensor _logits; // [streams, V]

    internal GruDecodingSession(TorchNetwork network, Alphabet alphabet, HiddenStates state, int streams, Device device)
    {
        (_network, _state, _device, Streams) = (network, state, device, streams);
        _logits = zeros(streams, network.Vocabulary, device: device).DetachFromDisposeScope();
        Process([.. Enumerable.Repeat((long)alphabet.Boundary, streams)], []);
    }

    /// <inheritdoc/>
    public int Streams { get; }

    /// <inheritdoc/>
    public void Next(Span<float> logits) => TensorFile.CopyTo(_logits, logits);

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<int> symbols)
    {
        var inputs = SymbolCheck.Check(symbols, Streams, _network.Vocabulary);
        var idle = Enumerable.Range(0, Streams).Where(stream => inputs[stream] < 0).ToArray();
        if (idle.Length == Streams)
            return;
        foreach (var stream in idle)
            inputs[stream] = 0;
        Process(inputs, idle);
    }

    private void Process(long[] symbols, int[] idle)
    {
        TorchThreads.UseOne();
        using var noGradients = inference_mode();
        using var scope = NewDisposeScope();
        var keep = idle.Length == 0 ? null : tensor(Array.ConvertAll(idle, stream => (long)stream), device: _device);
        var before = keep is null ? [] : _state.Layers.Select(layer => layer.index_select(1, keep)).ToArray();
        var logits = _network.Logits(tensor(symbols, [Streams, 1], device: _device), _state, null).squeeze(1);
        if (keep is not null)
        {
            logits.index_copy_(0, keep, _logits.index_select(0, keep));
            foreach (var (layer, old) in _state.Layers.Zip(before))
                layer.index_copy_(1, keep, old);
        }
        _logits.Dispose();
        _logits = logits.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Copy(int from, int to)
    {
        using var noGradients = inference_mode();
        using var scope = NewDisposeScope();
        _state.Copy(from, to);
        _logits.select(0, to).copy_(_logits.select(0, from));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _state.Dispose();
        _logits.Dispose();
    }
}
