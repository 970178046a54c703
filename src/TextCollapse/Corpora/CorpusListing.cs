namespace TextCollapse.Corpora;

/// <summary>A line of <c>corpus list</c>.</summary>
/// <param name="Name">As a study writes it.</param>
/// <param name="Description">What it is.</param>
/// <param name="Licence">The terms of a public text; empty for other sources.</param>
/// <param name="Bytes">The size of a public text's download; null for other sources.</param>
/// <param name="IsHere">False if it must be downloaded first.</param>
public sealed record CorpusListing(string Name, string Description, string Licence, long? Bytes, bool IsHere)
{
    /// <summary>Every source there is, those that need no network first.</summary>
    public static IReadOnlyList<CorpusListing> All(TextCache cache) =>
    [
        new("dotnet-docs", "English prose from the documentation of the .NET SDK on this machine.", "", null, true),
        .. Grammar.Names.Select(name => new CorpusListing("grammar:" + name, "Stories drawn from a probabilistic grammar: every sentence's probability is known.", "", null, true)),
        new("grammar:PATH.txt", "A grammar of your own; data/grammars/stories.txt describes the format.", "", null, true),
        new("zipf:TYPES,EXPONENT", "Independent characters by Zipf's law, for instance zipf:1000,1.1.", "", null, true),
        new("glyphs:", "Images as text: digits drawn as 12 lines of 12 characters, each in a style of its own.", "", null, true),
        new("maze:", "Behaviour as text: trajectories of an agent in a small maze, with their outcome.", "", null, true),
        new("file:PATH", "A UTF-8 text of your own, or a folder of texts.", "", null, true),
        .. PublicText.All.Select(text => new CorpusListing(text.Name, text.Description, text.Licence, text.Bytes, cache.Has(text))),
    ];
}
