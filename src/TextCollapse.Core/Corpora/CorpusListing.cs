namespace TextCollapse.Corpora;

/// <summary>A line of <c>corpus list</c>.</summary>
/// <param name="Name">The name to use in a study file.</param>
/// <param name="Description">What it is.</param>
/// <param name="Licence">The licence of a public text; empty for other sources.</param>
/// <param name="Bytes">The size of a public text's download; null for other sources.</param>
/// <param name="IsHere">Whether it is available without a download.</param>
public sealed record CorpusListing(string Name, string Description, string Licence, long? Bytes, bool IsHere)
{
    /// <summary>All sources; those that need no network come first.</summary>
    public static IReadOnlyList<CorpusListing> All(TextCache cache) =>
    [
        .. TextSource.Kinds.SelectMany(kind => kind.Names.Append(kind.Form)
            .Select(name => new CorpusListing(name, kind.Help, "", null, true))),
        .. PublicText.All.Select(text => new CorpusListing(text.Name, text.Description, text.Licence, text.Bytes, cache.Has(text))),
    ];
}
