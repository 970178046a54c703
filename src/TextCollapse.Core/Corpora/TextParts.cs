namespace TextCollapse.Corpora;

/// <summary>The documents of each part of real text, not yet encoded.</summary>
internal sealed record TextParts(List<string> Training, List<string> Reserve, List<string> HeldOut, List<string> Validation)
{
    /// <summary>The number of exact duplicates that were removed.</summary>
    internal int Duplicates { get; init; }

    /// <summary>Characters of all documents, without duplicates.</summary>
    internal long Found { get; init; }
}
