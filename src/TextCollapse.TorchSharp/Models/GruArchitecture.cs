using TextCollapse.Models;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;
using GruOptions = TextCollapse.Models.Gru.GruOptions;

namespace TextCollapse.Torch.Models;

/// <summary>A GRU.</summary>
internal sealed class GruArchitecture : TorchArchitecture
{
    private const int CharactersAtOnce = 256;
    private readonly GruOptions _sizes;

    internal GruArchitecture(SafeTensors file) : base(file) => _sizes = new GruOptions
    {
        Hidden = file.RequireInt("hidden", 1, 8192),
        Layers = file.RequireInt("layers", 1, 3),
        Embedding = file.RequireInt("embedding", 1, 8192),
    };

    /// <inheritdoc/>
    internal override string Summary => $"GRU, {_sizes.Layers} layer{(_sizes.Layers == 1 ? "" : "s")} of {_sizes.Hidden}";

    /// <inheritdoc/>
    internal override bool Carries => true;

    /// <inheritdoc/>
    internal override TorchNetwork Create(Device device) =>
        new GruNetwork(Alphabet.Size, _sizes.Embedding, _sizes.Hidden, _sizes.Layers, device);

    /// <inheritdoc/>
    internal override HiddenStates NewState(int streams, Device device) => new(_sizes.Layers, streams, _sizes.Hidden, device);

    /// <inheritdoc/>
    internal override IDecodingSession Begin(TorchNetwork network, int streams, Device device) =>
        new GruDecodingSession(network, Alphabet, NewState(streams, device), streams, device);

    /// <inheritdoc/>
    internal override IEnumerable<Window> Windows(int length)
    {
        for (var start = 0; start < length; start += CharactersAtOnce)
            yield return new Window(start, Math.Min(CharactersAtOnce, length - start), 0);
    }
}
