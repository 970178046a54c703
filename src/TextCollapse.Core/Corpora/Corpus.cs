namespace TextCollapse.Corpora;

/// <summary>
/// An ordered list of documents over one alphabet. Immutable: every operation returns a new corpus that shares the documents.
/// </summary>
public sealed class Corpus
{
    /// <summary>Creates a corpus of these documents.</summary>
    public Corpus(Alphabet alphabet, IReadOnlyList<Document> documents)
    {
        Alphabet = alphabet;
        Documents = documents;
        foreach (var document in documents)
        {
            Characters += document.Length;
            if (document.Provenance.IsReal)
                RealCharacters += document.Length;
        }
    }

    /// <summary>The alphabet of all documents.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>The documents in order.</summary>
    public IReadOnlyList<Document> Documents { get; }

    /// <summary>Total characters of all documents.</summary>
    public long Characters { get; }

    /// <summary>Total characters of the real documents.</summary>
    public long RealCharacters { get; }

    /// <summary>The share of real text, 0 to 1; 0 for an empty corpus.</summary>
    public double RealShare => Characters == 0 ? 0 : (double)RealCharacters / Characters;

    /// <summary>
    /// The first documents up to exactly <paramref name="characters"/> characters (the last one truncated), or all of them if there are
    /// fewer.
    /// </summary>
    public Corpus Take(long characters) => characters >= Characters ? this : Slice(0, characters);

    /// <summary>
    /// Exactly <paramref name="characters"/> characters from position <paramref name="start"/> on, with the documents at both ends
    /// truncated; fewer if the corpus ends before.
    /// </summary>
    public Corpus Slice(long start, long characters)
    {
        var taken = new List<Document>();
        long position = 0;
        foreach (var document in Documents)
        {
            var from = (int)Math.Clamp(start - position, 0, document.Length);
            var to = (int)Math.Clamp(start + characters - position, 0, document.Length);
            if (to > from)
                taken.Add(from == 0 && to == document.Length ? document : document with { Symbols = document.Symbols[from..to] });
            position += document.Length;
            if (position >= start + characters)
                break;
        }
        return new Corpus(Alphabet, taken);
    }

    /// <summary>
    /// Whole documents at equal distances over this corpus, with about <paramref name="characters"/> characters in total; all of them if
    /// there are fewer.
    /// </summary>
    public Corpus Spread(long characters)
    {
        if (characters >= Characters)
            return this;
        var kept = (int)Math.Max(1, Documents.Count * characters / Characters);
        return new Corpus(Alphabet, [.. Enumerable.Range(0, kept).Select(i => Documents[(int)((long)i * Documents.Count / kept)])]);
    }

    /// <summary>These documents followed by those of <paramref name="other"/>, which has the same alphabet.</summary>
    public Corpus Append(Corpus other) => new(Alphabet, [.. Documents, .. other.Documents]);
}
