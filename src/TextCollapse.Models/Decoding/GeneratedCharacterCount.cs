using TextCollapse.Corpora;

namespace TextCollapse.Models.Decoding;

/// <summary>Counts all characters that a text generator generates, including discarded ones.</summary>
/// <param name="writer">The text generator.</param>
/// <param name="onto">Another counter that receives the counts; null for this one.</param>
public sealed class GeneratedCharacterCount(ITextWriter writer, GeneratedCharacterCount? onto = null) : ITextWriter
{
    private long _characters;

    /// <summary>Characters generated so far.</summary>
    public long Characters => Interlocked.Read(ref _characters);

    /// <inheritdoc/>
    public Corpus Generate(ILanguageModel model, GenerationTask task, CancellationToken cancellation = default)
    {
        var text = writer.Generate(model, task, cancellation);
        Interlocked.Add(ref (onto ?? this)._characters, text.Characters);
        return text;
    }
}
