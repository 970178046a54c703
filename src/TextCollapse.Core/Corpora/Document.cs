namespace TextCollapse.Corpora;

/// <summary>One text as the symbols of an <see cref="Alphabet"/> (each 0 … V − 1, one per Unicode scalar), with who wrote it.</summary>
public sealed record Document(ReadOnlyMemory<ushort> Symbols, Provenance Provenance)
{
    /// <summary>Characters (Unicode scalars).</summary>
    public int Length => Symbols.Length;
}
