namespace TextCollapse.Corpora;

/// <summary>The documents of each part of real text, not yet encoded.</summary>
internal sealed record TextParts(List<string> Training, List<string> Reserve, List<string> HeldOut, List<string> Validation)
{
    /// <summary>Exact duplicates left out.</summary>
    internal int Duplicates { get; init; }

    /// <summary>Characters in all documents, duplicates left out.</summary>
    internal long Found { get; init; }
}
