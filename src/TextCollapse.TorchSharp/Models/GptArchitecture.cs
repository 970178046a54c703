using TextCollapse.Models;
using TextCollapse.Models.Transformer;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Models;

/// <summary>A transformer.</summary>
internal sealed class GptArchitecture : TorchArchitecture
{
    private readonly TransformerOptions _sizes;

    internal GptArchitecture(SafeTensors file) : base(file) => _sizes = TransformerFile.ReadSettings(file);

    /// <inheritdoc/>
    internal override string Summary => TransformerModel.Summarise(_sizes);

    /// <inheritdoc/>
    internal override bool Carries => false;

    /// <inheritdoc/>
    internal override TorchNetwork Create(Device device) => new GptNetwork(Alphabet.Size, _sizes, device);

    /// <inheritdoc/>
    internal override GptDecoderState NewState(int streams, Device device) =>
        new(_sizes.Layers, streams, _sizes.Heads, _sizes.Context, _sizes.HeadSize, device);

    /// <summary>Half the value of a recurrent network, because a transformer computes more per row.</summary>
    protected override int LeastRowsPerShard => 16;

    /// <inheritdoc/>
    internal override IDecodingSession Begin(TorchNetwork network, int streams, Device device) =>
        new GptDecodingSession(network, Alphabet, NewState(streams, device), device);

    /// <inheritdoc/>
    internal override IEnumerable<Window> Windows(int length) =>
        SlidingWindows.Over(length, _sizes.Context).Select(window => new Window(window.Start, window.Length, window.FirstNew));
}
