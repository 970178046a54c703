using TextCollapse.Corpora;

namespace TextCollapse.Models.Decoding;

/// <summary>Counts the characters that a writer has drawn, whatever becomes of them.</summary>
/// <param name="writer">The writer.</param>
/// <param name="onto">Another count that counts them instead; null for this one.</param>
public sealed class GeneratedCharacterCount(ITextWriter writer, GeneratedCharacterCount? onto = null) : ITextWriter
{
    private long _characters;

    /// <summary>Characters drawn so far.</summary>
    public long Characters => Interlocked.Read(ref _characters);

    /// <inheritdoc/>
    public Corpus Generate(ILanguageModel model, GenerationTask task, CancellationToken cancellation = default)
    {
        var text = writer.Generate(model, task, cancellation);
        Interlocked.Add(ref (onto ?? this)._characters, text.Characters);
        return text;
    }
}
