using TextCollapse.Corpora;

namespace TextCollapse.Models.Decoding;

/// <summary>Lets a model write: a <see cref="Decoder"/>, or one with something around it.</summary>
public interface ITextWriter
{
    /// <summary>
    /// Writes exactly <see cref="GenerationTask.Characters"/> characters; the same task gives the same text whatever the number of threads.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Corpus Generate(ILanguageModel model, GenerationTask task, CancellationToken cancellation = default);
}
