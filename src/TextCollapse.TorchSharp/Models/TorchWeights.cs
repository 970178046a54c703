using TextCollapse.Models;
using TextCollapse.Torch.Modules;

namespace TextCollapse.Torch.Models;

/// <summary>A network's weights to and from files and the other engine's models.</summary>
internal static class TorchWeights
{
    /// <summary>Adds every parameter.</summary>
    internal static void Add(SafeTensors file, TorchNetwork network)
    {
        foreach (var (name, parameter) in network.Weights)
            TensorFile.Add(file, name, parameter);
    }

    /// <summary>Fills every parameter.</summary>
    /// <exception cref="InputException">One is missing, or has another shape.</exception>
    internal static void Read(TorchNetwork network, SafeTensors file)
    {
        foreach (var (name, parameter) in network.Weights)
            TensorFile.Read(file, name, parameter);
    }

    /// <summary>A model of either engine as it would be on disk.</summary>
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
