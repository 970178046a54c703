using TextCollapse.Corpora;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;

namespace TextCollapse.Models.Benchmarking;

/// <summary>One model of the benchmark.</summary>
/// <param name="Name">The model and its size.</param>
/// <param name="Network">Creates the network.</param>
/// <param name="Training">Batch size and sequence length.</param>
/// <param name="MultiplyAdds">Multiply–adds per character of a forward pass for an alphabet of V characters; a training step takes three
/// times as many.</param>
internal sealed record SpeedCase(string Name, Func<Alphabet, INetwork> Network, TrainingOptions Training, Func<int, long> MultiplyAdds)
{
    /// <summary>
    /// All models of <c>bench</c>: GRUs of several sizes, and the transformer of 4 layers and width 128 with several contexts.
    /// </summary>
    internal static IReadOnlyList<SpeedCase> All { get; } = [Gru(128), Gru(256), Gru(512), Transformer(32, 64), Transformer(16, 256)];

    // Muon's products would not count as the model's.
    private static TrainingOptions Kernels => new() { Optimizer = OptimizerKind.Adamw };

    private static SpeedCase Gru(int hidden)
    {
        var settings = new GruOptions { Hidden = hidden };
        return new SpeedCase($"gru-{hidden}", alphabet => new GruNetwork(alphabet, settings),
            Kernels with { Batch = 64, Sequence = 128 },
            vocabulary => new GruShape(vocabulary, settings).MultiplyAdds);
    }

    private static SpeedCase Transformer(int batch, int context)
    {
        var settings = new TransformerOptions { Context = context };
        long layers = settings.Layers, width = settings.Width;
        // Twelve width × width products per layer, and the lower half of two context × context products for attention.
        return new SpeedCase($"gpt-{context}", alphabet => new TransformerNetwork(settings, alphabet),
            Kernels with { Batch = batch, Sequence = context },
            vocabulary => layers * (12 * width * width + (context + 1) * width) + width * vocabulary);
    }
}
