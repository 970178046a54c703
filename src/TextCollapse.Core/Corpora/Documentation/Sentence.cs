namespace TextCollapse.Corpora;

/// <summary>A sentence of a documentation file.</summary>
/// <param name="Text">The text with references replaced by the bare name.</param>
/// <param name="Key">The text in lower case with references and digits replaced by placeholders: equal for near-duplicates.</param>
/// <param name="NameLength">Characters of <paramref name="Text"/> within references.</param>
/// <param name="Type">The index of the type in the file; it changes where the next type's description begins.</param>
internal readonly record struct Sentence(string Text, string Key, int NameLength, int Type);
