namespace TextCollapse.Corpora;

/// <summary>A sentence of a documentation file.</summary>
/// <param name="Text">As it reads, references replaced by the bare name.</param>
/// <param name="Key">The same in lower case with references and digits taken out: equal for near-copies.</param>
/// <param name="NameLength">Characters of <paramref name="Text"/> within references.</param>
/// <param name="Type">Counts the types of the file: changes where another type's description begins.</param>
internal readonly record struct Sentence(string Text, string Key, int NameLength, int Type);
