using TextCollapse.Corpora;
using TextCollapse.Models;

namespace TextCollapse.Decoding;

/// <summary>Counts the characters that a writer has drawn, whatever becomes of them.</summary>
public sealed class DraftCount(ITextWriter writer) : ITextWriter
{
    private long _characters;

    /// <summary>Characters drawn so far.</summary>
    public long Characters => Interlocked.Read(ref _characters);

    /// <inheritdoc/>
    public Corpus Generate(ILanguageModel model, GenerationTask task, CancellationToken cancellation = default)
    {
        var text = writer.Generate(model, task, cancellation);
        Interlocked.Add(ref _characters, text.Characters);
        return text;
    }
}
