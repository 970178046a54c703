namespace TextCollapse.Corpora;

/// <summary>One text as the symbols of an <see cref="Alphabet"/> (each 0 … V − 1, one per Unicode scalar), with its provenance.</summary>
public sealed record Document(ReadOnlyMemory<ushort> Symbols, Provenance Provenance)
{
    /// <summary>Length in characters (Unicode scalars).</summary>
    public int Length => Symbols.Length;
}
