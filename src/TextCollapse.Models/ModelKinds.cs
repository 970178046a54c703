using TextCollapse.Models.Gru;
using TextCollapse.Models.Ngram;
using TextCollapse.Models.Transformer;
using TextCollapse.Options;

namespace TextCollapse.Models;

/// <summary>The model kinds that a study can name. Who trains them is a line of each engine.</summary>
public static class ModelKinds
{
    /// <summary>All of them.</summary>
    public static ComponentList<ModelOptions> All { get; } = new("model kind",
        typeof(NgramOptions),
        typeof(GruOptions),
        typeof(TransformerOptions));
}
