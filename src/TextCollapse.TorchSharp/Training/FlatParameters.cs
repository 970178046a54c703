using TextCollapse.Models.Training;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Training;

/// <summary>
/// All parameters of a network as one tensor: hidden matrices first where Muon updates them, then the others that decay. Clearing
/// gradients, clipping and an optimizer step are a handful of operations however many parameters there are. The parameters of the networks
/// attached to it are views.
/// </summary>
internal sealed class FlatParameters : IDisposable
{
    private readonly Place[] _places;

    /// <summary>Where a parameter is.</summary>
    private readonly record struct Place(string Name, long[] Shape, long Offset, long Length);

    /// <summary>A matrix between hidden layers, or one gate of it: some rows of a parameter.</summary>
    /// <param name="Offset">Where it begins.</param>
    /// <param name="Rows">Outputs.</param>
    /// <param name="Columns">Inputs.</param>
    internal readonly record struct HiddenPart(long Offset, long Rows, long Columns)
    {
        /// <summary>The matrix [Rows, Columns] in a tensor [N].</summary>
        internal Tensor Of(Tensor flat) => flat.narrow(0, Offset, Rows * Columns).view(Rows, Columns);
    }

    /// <summary>A layout for the parameters of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="optimizer">What will update them.</param>
    /// <param name="device">Where it is.</param>
    internal FlatParameters(TorchNetwork network, OptimizerKind optimizer, Device device)
    {
        int Hidden(string name) => optimizer == OptimizerKind.Muon ? network.HiddenParts(name) : 0;
        // Matrices decay; biases and normalisation gains do not.
        var offset = 0L;
        var places = new List<Place>();
        var hidden = new List<HiddenPart>();
        foreach (var (name, parameter) in network.Weights.OrderBy(entry => Hidden(entry.Name) == 0).ThenBy(entry =>
            entry.Parameter.dim() < 2))
        {
            var parts = Hidden(name);
            for (var part = 0; part < parts; part++)
                hidden.Add(new(offset + part * parameter.numel() / parts, parameter.shape[0] / parts, parameter.shape[1]));
            places.Add(new Place(name, parameter.shape, offset, parameter.numel()));
            offset += parameter.numel();
            if (parts > 0)
                HiddenLength = offset;
            if (parameter.dim() >= 2)
                Decaying = offset;
        }
        (_places, HiddenParts) = ([.. places], hidden);
        Values = Zeros(offset, device);
    }

    /// <summary>[N].</summary>
    internal Tensor Values { get; }

    /// <summary>The matrices that Muon updates; none where AdamW updates all.</summary>
    internal IReadOnlyList<HiddenPart> HiddenParts { get; }

    /// <summary>How many of the first values belong to them.</summary>
    internal long HiddenLength { get; }

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
