using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Training;

/// <summary>
/// All parameters of a network as one tensor, those that decay first, so that clearing gradients, clipping and an optimizer step are a
/// handful of
/// operations however many parameters there are. The parameters of the networks attached to it are views.
/// </summary>
internal sealed class FlatParameters : IDisposable
{
    private readonly Place[] _places;

    /// <summary>Where a parameter is.</summary>
    private readonly record struct Place(string Name, long[] Shape, long Offset, long Length);

    /// <summary>A layout for the parameters of a network.</summary>
    internal FlatParameters(TorchNetwork network, Device device)
    {
        // Matrices decay; biases and normalisation gains do not.
        var offset = 0L;
        var places = new List<Place>();
        foreach (var (name, parameter) in network.Weights.OrderBy(entry => entry.Parameter.dim() < 2))
        {
            places.Add(new Place(name, parameter.shape, offset, parameter.numel()));
            offset += parameter.numel();
            if (parameter.dim() >= 2)
                Decaying = offset;
        }
        _places = [.. places];
        Values = Zeros(offset, device);
    }

    /// <summary>[N].</summary>
    internal Tensor Values { get; }

    /// <summary>How many of the first values are subject to weight decay.</summary>
    internal long Decaying { get; }

    /// <summary>A tensor of zeros for the values, outside any dispose scope.</summary>
    internal static Tensor Zeros(long length, Device device) => zeros(length, device: device).DetachFromDisposeScope();

    /// <summary>Makes a network's parameters views of the values, and their gradients views of <paramref name="gradient"/> [N].</summary>
    internal void Attach(TorchNetwork network, Tensor gradient)
    {
        using var gradientless = no_grad();
        using var scope = NewDisposeScope();
        var parameters = network.Weights.ToDictionary(entry => entry.Name, entry => entry.Parameter);
        foreach (var (name, part) in Parts(Values))
            parameters[name].set_(part);
        foreach (var (name, part) in Parts(gradient))
            parameters[name].grad = part;
    }

    /// <summary>The pieces of a tensor [N] by the parameters' names and in their shapes.</summary>
    internal IEnumerable<(string Name, Tensor Part)> Parts(Tensor flat) =>
        _places.Select(place => (place.Name, flat.narrow(0, place.Offset, place.Length).view(place.Shape)));

    /// <inheritdoc/>
    public void Dispose() => Values.Dispose();
}
