namespace TextCollapse.Corpora;

/// <summary>Who wrote a document: people, or the model of one generation of one cell.</summary>
/// <param name="Generation">The generation whose model wrote it; −1 for real text.</param>
/// <param name="Source">The cell of that model, or the name of the real source.</param>
public readonly record struct Provenance(int Generation, string Source)
{
    /// <summary>Text that people wrote (or, for grammars and laws, that the ground truth drew).</summary>
    public static Provenance Real(string source) => new(-1, source);

    /// <summary>Text that the model of <paramref name="generation"/> in <paramref name="cell"/> wrote.</summary>
    public static Provenance Synthetic(int generation, string cell) => new(generation, cell);

    /// <summary>True for real text.</summary>
    public bool IsReal => Generation < 0;
}
