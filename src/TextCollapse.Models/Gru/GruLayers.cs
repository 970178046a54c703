using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Gru;

/// <summary>Matrix products between the layers of a GRU on packed panels.</summary>
internal static unsafe class GruLayers
{
    /// <summary>
    /// The input of the gates from the layer below, including biases: <paramref name="below"/> [rows, Gates] from <paramref name="read"/>
    /// [rows, UnitStride].
    /// </summary>
    internal static void Below(GruShape shape, GruTables tables, FloatBuffer weights, int layer, float* read, float* below, int rows)
    {
        for (var group = 0; group < shape.Groups; group++)
            Tile.Run(below + group * 48, shape.Gates, read, shape.UnitStride, 1, weights.Pointer + shape.InputWeights[layer]
                + (nint)group * shape.Units * 48, 48, shape.Units, rows, 48, tables.Bias[layer].Pointer + group * 48, 0);
    }

    /// <summary>
    /// Adds the weight gradient: gradient [Groups][Units, 48] += hᵀ · gates, with h [rows, UnitStride] and gates [rows, GateStride].
    /// </summary>
    internal static void AddGradient(GruShape shape, float* gradient, float* h, float* gates, int rows)
    {
        for (var group = 0; group < shape.Groups; group++)
            Tile.Run(gradient + (nint)group * shape.Units * 48, 48, h, 1, shape.UnitStride, gates + group * 48, shape.GateStride, rows,
                shape.Units, 48, gradient + (nint)group * shape.Units * 48, 48);
    }

    /// <summary>Computes logits [rows, Characters] from the top layer's h [rows, UnitStride].</summary>
    internal static void Logits(GruShape shape, FloatBuffer weights, float* h, float* logits, int rows)
    {
        for (int j = 0, width; j < shape.Characters; j += width)
        {
            width = Panels.Width(shape.Characters - j);
            Tile.Run(logits + j, shape.Characters, h, shape.UnitStride, 1, weights.Pointer + shape.OutputWeights + j, shape.Characters,
                shape.Units, rows, width, weights.Pointer + shape.OutputBias + j, 0);
        }
    }
}
