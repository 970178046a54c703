using TextCollapse.Models;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Models;

/// <summary>A GRU; its sizes are those of its tensors.</summary>
internal sealed class GruArchitecture : TorchArchitecture
{
    private const int CharactersAtOnce = 256;
    private readonly int _embedding, _hidden, _layers;

    internal GruArchitecture(SafeTensors file) : base(file)
    {
        _embedding = Columns(file, "embedding.weight");
        _hidden = Columns(file, "weight_hh_l0");
        _layers = file.Names.Count(name => name.StartsWith("weight_hh_l", StringComparison.Ordinal));
    }

    private static int Columns(SafeTensors file, string name) => file.Shape(name) is [_, > 0 and <= 8192 and var columns]
        ? (int)columns
        : throw new InputException(file.Path, $"tensor '{name}' has the shape [{string.Join(", ", file.Shape(name))}]; expected a matrix of 1 to 8192 columns.");

    /// <inheritdoc/>
    internal override string Summary => $"GRU, {_layers} layer{(_layers == 1 ? "" : "s")} of {_hidden}";

    /// <inheritdoc/>
    internal override bool Carries => true;

    /// <inheritdoc/>
    internal override TorchNetwork Create(Device device) => new GruNetwork(Alphabet.Size, _embedding, _hidden, _layers, device);

    /// <inheritdoc/>
    internal override Recollection Recollect(int streams, Device device) => new GruState(_layers, streams, _hidden, device);

    /// <inheritdoc/>
    internal override IContinuation Begin(TorchNetwork network, int streams, Device device) => new GruContinuation(network, Alphabet, new GruState(_layers, streams, _hidden, device), streams, device);

    /// <inheritdoc/>
    internal override IEnumerable<Window> Windows(int length)
    {
        for (var start = 0; start < length; start += CharactersAtOnce)
            yield return new Window(start, Math.Min(CharactersAtOnce, length - start), 0);
    }
}
