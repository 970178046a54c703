using TextCollapse.Corpora;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Repeats or cuts documents to a number of characters.</summary>
internal static class RepeatedText
{
    /// <summary>Exactly <paramref name="characters"/> characters: the documents repeated in order, the last one cut.</summary>
    public static Corpus To(this Corpus corpus, long characters)
    {
        if (corpus.Characters == 0)
            return corpus;
        var documents = new List<Document>(corpus.Documents);
        for (var repeats = 1; repeats * corpus.Characters < characters; repeats++)
            documents.AddRange(corpus.Documents);
        return new Corpus(corpus.Alphabet, documents).Take(characters);
    }

    /// <summary>The real documents of a corpus, or the generated ones.</summary>
    public static Corpus Only(this Corpus corpus, bool real) =>
        new(corpus.Alphabet, [.. corpus.Documents.Where(document => document.Provenance.IsReal == real)]);
}
