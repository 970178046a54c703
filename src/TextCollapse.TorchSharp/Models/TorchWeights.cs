using TextCollapse.Models;
using TextCollapse.Torch.Modules;

namespace TextCollapse.Torch.Models;

/// <summary>Converts a network's weights to and from files and models of the other engine.</summary>
internal static class TorchWeights
{
    /// <summary>Adds every parameter to a file.</summary>
    internal static void Add(SafeTensors file, TorchNetwork network)
    {
        foreach (var (name, parameter) in network.Weights)
            TensorFile.Add(file, name, parameter);
    }

    /// <summary>Fills every parameter from a file.</summary>
    /// <exception cref="InputException">A parameter is missing or has another shape.</exception>
    internal static void Read(TorchNetwork network, SafeTensors file)
    {
        foreach (var (name, parameter) in network.Weights)
            TensorFile.Read(file, name, parameter);
    }

    /// <summary>The content of the file of a model of either engine.</summary>
    internal static SafeTensors Of(ILanguageModel model)
    {
        if (model is TorchModel torch)
            return torch.ToFile();
        var path = Path.Combine(Path.GetTempPath(), $"textcollapse-{Guid.NewGuid():N}.safetensors");
        try
        {
            model.Save(path);
            return SafeTensors.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
