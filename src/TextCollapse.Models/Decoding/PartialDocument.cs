namespace TextCollapse.Models.Decoding;

/// <summary>A document being generated: its prompt followed by the generated text.</summary>
internal sealed class PartialDocument
{
    private readonly ushort[] _symbols;
    private readonly int _prompt;
    private int _count;

    public PartialDocument(ReadOnlySpan<ushort> prompt, int length)
    {
        _symbols = new ushort[prompt.Length + length];
        prompt.CopyTo(_symbols);
        _prompt = _count = prompt.Length;
    }

    /// <summary>Prompt and text so far.</summary>
    public ReadOnlySpan<ushort> Symbols => _symbols.AsSpan(0, _count);

    /// <summary>The text so far without the prompt.</summary>
    public ReadOnlySpan<ushort> Text => _symbols.AsSpan(_prompt, _count - _prompt);

    /// <summary>Appends a character.</summary>
    public void Add(ushort symbol) => _symbols[_count++] = symbol;

    /// <summary>Copies the content of another document with the same prompt.</summary>
    public void CopyFrom(PartialDocument other) => other._symbols.AsSpan(0, _count = other._count).CopyTo(_symbols);
}
