using TextCollapse.Models;

namespace TextCollapse.Experiments.Generation;

/// <summary>How the models of a chain are kept and loaded.</summary>
/// <param name="Load">Loads a generation's model from its file, with the engine of the chain.</param>
/// <param name="KeepModels">Whether models after generation 0 are kept on disk.</param>
public sealed record ChainStorage(Func<string, ILanguageModel> Load, bool KeepModels = true);
