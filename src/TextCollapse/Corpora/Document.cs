namespace TextCollapse.Corpora;

/// <summary>One text as the symbols of an <see cref="Alphabet"/> (each 0 … V − 1, one per Unicode scalar), with who wrote it.</summary>
public sealed record Document(ReadOnlyMemory<ushort> Symbols, Provenance Provenance)
{
    /// <summary>Characters (Unicode scalars).</summary>
    public int Length => Symbols.Length;

    /// <summary>The first <paramref name="length"/> characters, or the document itself if it is no longer than that.</summary>
    public Document Truncate(int length) => length >= Length ? this : this with { Symbols = Symbols[..length] };
}
