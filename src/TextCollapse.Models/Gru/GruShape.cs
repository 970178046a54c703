using TextCollapse.Models.Kernels;
using TextCollapse.Models.Training;

namespace TextCollapse.Models.Gru;

/// <summary>
/// The sizes of a GRU and the layout of its weights. Units are padded to multiples of sixteen with zeros, which stay zero. The three gates
/// of sixteen units are adjacent, [r₀…r₁₅ z₀…z₁₅ n₀…n₁₅], so that a tile of 48 columns gives all that these units need. The stored weights
/// are the packed right operand, and the gradient has the same layout.
/// </summary>
internal sealed class GruShape
{
    internal GruShape(int vocabulary, GruOptions settings)
    {
        (Vocabulary, Settings) = (vocabulary, settings);
        Units = Panels.Padded(settings.Hidden);
        Characters = Panels.Padded(vocabulary);
        Embedding = Layout.Add("embedding.weight", (vocabulary + 1) * settings.Embedding, decays: true);
        (InputWeights, InputBias, HiddenWeights, HiddenBias) = (new int[Layers], new int[Layers], new int[Layers], new int[Layers]);
        for (var layer = 0; layer < Layers; layer++)
        {
            InputWeights[layer] = layer == 0
                ? Layout.Add("weight_ih_l0", checked(settings.Embedding * Gates), decays: true) // with the embedding one table
                : Layout.Add($"weight_ih_l{layer}", checked(Units * Gates), decays: true, HiddenGates);
            HiddenWeights[layer] = Layout.Add($"weight_hh_l{layer}", checked(Units * Gates), decays: true, HiddenGates);
            InputBias[layer] = Layout.Add($"bias_ih_l{layer}", Gates, decays: false);
            HiddenBias[layer] = Layout.Add($"bias_hh_l{layer}", Gates, decays: false);
        }
        OutputWeights = Layout.Add("output.weight", Units * Characters, decays: true);
        OutputBias = Layout.Add("output.bias", Characters, decays: false);
    }

    // Each gate by itself: r, z and n of the panels.
    private IEnumerable<HiddenMatrix> HiddenGates(int offset) =>
        Enumerable.Range(0, 3).Select(gate => new HiddenMatrix(offset + gate * 16, Units, Units, 48, 16, 48 * Units, 1));

    internal GruOptions Settings { get; }

    internal ParameterLayout Layout { get; } = new();

    /// <summary>V; the boundary is symbol V.</summary>
    internal int Vocabulary { get; }

    internal int Layers => Settings.Layers;

    /// <summary>H padded to a multiple of sixteen.</summary>
    internal int Units { get; }

    /// <summary>Groups of sixteen units.</summary>
    internal int Groups => Units / 16;

    /// <summary>3 × <see cref="Units"/>.</summary>
    internal int Gates => 3 * Units;

    /// <summary>V padded to a multiple of sixteen.</summary>
    internal int Characters { get; }

    /// <summary>The stride of rows of units in floats: not a power of two, so that rows do not compete for the same cache sets.</summary>
    internal int UnitStride => Units + 16;

    /// <summary>The stride of rows of gates in floats.</summary>
    internal int GateStride => Gates + 16;

    /// <summary>Offset of [V + 1, E].</summary>
    internal int Embedding { get; }

    /// <summary>Offsets: of [E, Gates] for layer 0, else of <see cref="Groups"/> panels of [Units, 48].</summary>
    internal int[] InputWeights { get; }

    /// <summary>Offsets of [Gates].</summary>
    internal int[] InputBias { get; }

    /// <summary>Offsets of <see cref="Groups"/> panels of [Units, 48].</summary>
    internal int[] HiddenWeights { get; }

    /// <summary>Offsets of [Gates].</summary>
    internal int[] HiddenBias { get; }

    /// <summary>Offset of [Units, Characters].</summary>
    internal int OutputWeights { get; }

    /// <summary>Offset of [Characters].</summary>
    internal int OutputBias { get; }

    /// <summary>The number of parameters, without padding.</summary>
    internal long Parameters
    {
        get
        {
            long h = Settings.Hidden, e = Settings.Embedding;
            return (Vocabulary + 1) * e + 3 * h * (e + h + 2) + (Layers - 1) * 3 * h * (2 * h + 2) + Vocabulary * (h + 1);
        }
    }

    /// <summary>Multiply–adds per character of a forward pass that every implementation needs: gates and output.</summary>
    internal long MultiplyAdds => (2 * Layers - 1) * 3L * Settings.Hidden * Settings.Hidden + (long)Settings.Hidden * Vocabulary;

    internal string Description => $"gru vocabulary={Vocabulary} hidden={Settings.Hidden} layers={Layers} embedding={Settings.Embedding}";
}
