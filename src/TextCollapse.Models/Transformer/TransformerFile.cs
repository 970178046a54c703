using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Transformer;

/// <summary>Transformers as <c>.safetensors</c> with nanoGPT's parameter names; a tied output layer is not stored separately.</summary>
public static class TransformerFile
{
    internal const string Kind = "transformer";

    internal static void Write(TransformerModel model, TransformerLayout layout, string path)
    {
        var settings = layout.Settings;
        var file = new SafeTensors(Kind);
        file.Metadata["alphabet"] = model.Alphabet.ToString();
        Describe(settings, file);
        foreach (var parameter in layout.Parameters)
            file.Add<float>(parameter.Name, model.Weights.Values.Slice(parameter.Offset, parameter.Length),
                [.. parameter.Shape.Select(size => (long)size)]);
        file.Write(path);
    }

    /// <summary>Adds the sizes to the metadata of a file.</summary>
    internal static void Describe(TransformerOptions settings, SafeTensors file)
    {
        file.Metadata["layers"] = settings.Layers.ToString(CultureInfo.InvariantCulture);
        file.Metadata["heads"] = settings.Heads.ToString(CultureInfo.InvariantCulture);
        file.Metadata["width"] = settings.Width.ToString(CultureInfo.InvariantCulture);
        file.Metadata["context"] = settings.Context.ToString(CultureInfo.InvariantCulture);
        file.Metadata["tie_weights"] = settings.TieWeights ? "1" : "0";
        file.Metadata["bias"] = settings.Bias ? "1" : "0";
    }

    /// <summary>Reads the sizes from the metadata of a file.</summary>
    /// <exception cref="InputException">A size is missing or invalid.</exception>
    public static TransformerOptions ReadSettings(SafeTensors file)
    {
        var settings = new TransformerOptions
        {
            Layers = file.RequireInt("layers", 1, 64),
            Heads = file.RequireInt("heads", 1, 1024),
            Width = file.RequireInt("width", 1, 8192),
            Context = file.RequireInt("context", 2, 8192),
            TieWeights = file.RequireInt("tie_weights", 0, 1) == 1,
            Bias = file.RequireInt("bias", 0, 1) == 1,
        };
        if (settings.Problems() is { Count: > 0 } problems)
            throw new InputException([.. problems.Select(problem => new Problem(file.Path, $"{problem.Place} {problem.Message}"))]);
        return settings;
    }

    /// <exception cref="InputException">A size is missing or invalid, or a tensor is missing, of another shape or not finite.</exception>
    internal static TransformerModel Read(SafeTensors file)
    {
        var alphabet = Alphabet.Parse(file.Require("alphabet"));
        var settings = ReadSettings(file);
        var layout = new TransformerLayout(settings, alphabet.Size);
        var weights = new FloatBuffer(layout.Flat.Length);
        foreach (var parameter in layout.Parameters)
        {
            var values = file.Read<float>(parameter.Name, [.. parameter.Shape.Select(size => (long)size)]);
            if (!values.All(float.IsFinite))
                throw new InputException(file.Path, $"tensor '{parameter.Name}' contains values that are not finite: the file is damaged.");
            values.CopyTo(weights.Slice(parameter.Offset, parameter.Length));
        }
        return new TransformerModel(alphabet, layout, weights);
    }
}
