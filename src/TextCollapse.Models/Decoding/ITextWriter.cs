using TextCollapse.Corpora;

namespace TextCollapse.Models.Decoding;

/// <summary>Generates text with a model: a <see cref="Decoder"/>, or a wrapper around one.</summary>
public interface ITextWriter
{
    /// <summary>
    /// Generates exactly <see cref="GenerationTask.Characters"/> characters; the same task gives the same text for any number of threads.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Corpus Generate(ILanguageModel model, GenerationTask task, CancellationToken cancellation = default);
}
