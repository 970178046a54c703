using TextCollapse.Models.Gru;
using TextCollapse.Models.Ngram;
using TextCollapse.Models.Transformer;
using TextCollapse.Options;

namespace TextCollapse.Models;

/// <summary>The model kinds of a study. Each engine registers the trainers of the kinds that it supports.</summary>
public static class ModelKinds
{
    /// <summary>All model kinds.</summary>
    public static ComponentList<ModelOptions> All { get; } = new("model kind",
        typeof(NgramOptions),
        typeof(GruOptions),
        typeof(TransformerOptions));
}
