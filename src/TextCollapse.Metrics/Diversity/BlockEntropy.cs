using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Metrics.Diversity;

/// <summary>Block entropies of overlapping n-grams and the increase with each further symbol (Shannon 1951), plug-in, in nats.</summary>
/// <param name="Order">n.</param>
/// <param name="Block">Hₙ, the entropy of the n-grams.</param>
/// <param name="Difference">Hₙ − Hₙ₋₁ (H₀ = 0): may be negative by an edge effect in short texts.</param>
/// <param name="Conditional">
/// Hₙ minus the entropy of the (n − 1)-grams that begin an n-gram: the entropy of a symbol given the n − 1 before it, never negative.
/// </param>
internal readonly record struct BlockEntropy(int Order, Measurement Block, Measurement Difference, Measurement Conditional)
{
    /// <summary>Entropies of the orders 1 … <see cref="NgramSpectra.Orders"/>.</summary>
    public static IReadOnlyList<BlockEntropy> Of(NgramSpectra spectra)
    {
        var all = new BlockEntropy[NgramSpectra.Orders];
        var before = Measurement.Of(0);
        for (var order = 1; order <= all.Length; order++)
        {
            var block = spectra[order].PlugInEntropy;
            var starting = order == 1 ? 0 : spectra.Starting(order - 1).PlugInEntropy;
            all[order - 1] = block.IsDefined
                ? new(order, block, block.Value - before.Value, Math.Max(0, block.Value - starting.Value))
                : new(order, block, block, block);
            before = block;
        }
        return all;
    }

    /// <summary>Entropies of documents.</summary>
    public static IReadOnlyList<BlockEntropy> Of(IReadOnlyList<Document> documents) => Of(NgramSpectra.Of(documents));
}
