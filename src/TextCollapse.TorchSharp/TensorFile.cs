using System.Runtime.InteropServices;
using TextCollapse.Models;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TextCollapse.Torch;

/// <summary>
/// Reads and writes tensors of <c>.safetensors</c> files. Shapes are checked before tensors are passed to libtorch: an error inside it can
/// end the process.
/// </summary>
internal static class TensorFile
{
    /// <summary>Adds a float tensor under a name.</summary>
    internal static void Add(SafeTensors file, string name, Tensor tensor)
    {
        var values = new float[tensor.numel()];
        CopyTo(tensor, values);
        file.Add<float>(name, values, tensor.shape);
    }

    /// <summary>Copies a float tensor, row-major.</summary>
    internal static void CopyTo(Tensor tensor, Span<float> values)
    {
        if (tensor.numel() != values.Length)
            throw new ArgumentException($"The tensor has {tensor.numel()} elements; the buffer has {values.Length}.", nameof(values));
        using var scope = NewDisposeScope();
        MemoryMarshal.Cast<byte, float>(tensor.detach().cpu().contiguous().bytes).CopyTo(values);
    }

    /// <summary>Fills a float tensor with the one stored under a name.</summary>
    /// <exception cref="InputException">It is missing, of another type or shape, or not finite.</exception>
    internal static void Read(SafeTensors file, string name, Tensor into)
    {
        var values = file.Read<float>(name, into.shape);
        if (!TensorPrimitives.IsFiniteAll<float>(values))
            throw new InputException(file.Path, $"tensor '{name}' contains values that are not finite: the file is damaged.");
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        into.copy_(tensor(values, into.shape));
    }
}
