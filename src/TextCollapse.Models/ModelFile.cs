using TextCollapse.Models.Gru;
using TextCollapse.Models.Ngram;
using TextCollapse.Models.Transformer;

namespace TextCollapse.Models;

/// <summary>Reads any model of this project from its <c>.safetensors</c> file.</summary>
public static class ModelFile
{
    private static readonly Dictionary<string, Func<SafeTensors, ILanguageModel>> Readers = new(StringComparer.Ordinal)
    {
        [GruModel.Kind] = GruModel.Read,
        [NgramFile.Kind] = NgramFile.Read,
        [TransformerFile.Kind] = TransformerFile.Read,
        [EnsembleModel.Kind] = file => EnsembleModel.Read(file, Read),
    };

    /// <summary>Loads the model in <paramref name="path"/> for the managed engine.</summary>
    /// <exception cref="InputException">The file is missing, damaged, or contains a model of another version or an unknown
    /// kind.</exception>
    public static ILanguageModel Load(string path)
    {
        var file = SafeTensors.Read(path);
        if (file.Require("format") is var format && format != SafeTensors.Format)
            throw new InputException(path,
                $"has the format '{format}'; this version reads '{SafeTensors.Format}'. Train the model again, use the version that "
                + $"wrote it, or import weights of another program with `textcollapse import`.");
        file.RequireIntact();
        return Read(file);
    }

    private static ILanguageModel Read(SafeTensors file)
    {
        var kind = file.Require("kind");
        return Readers.TryGetValue(kind, out var read)
            ? read(file)
            : throw new InputException(file.Path,
                $"contains a model of kind '{kind}', which this version does not support ({string.Join(", ", Readers.Keys)}).");
    }
}
