using TextCollapse.Corpora;
using TextCollapse.Randomness;

namespace TextCollapse.Experiments.Mixing;

/// <summary>Draws documents at random, without replacement, up to an exact number of characters.</summary>
internal static class DocumentDraw
{
    /// <summary>
    /// Random documents of <paramref name="pool"/> with exactly <paramref name="characters"/> characters in all (the last one cut), or all
    /// of them in random order if there are fewer.
    /// </summary>
    public static Corpus Draw(this Corpus pool, long characters, RandomStream random)
    {
        var order = pool.Documents.ToArray();
        random.Shuffle(order.AsSpan());
        return new Corpus(pool.Alphabet, order).Take(characters);
    }

    /// <summary>Concatenates several corpora.</summary>
    public static Corpus Join(this IEnumerable<Corpus> parts)
    {
        var all = parts.ToArray();
        return new Corpus(all[0].Alphabet, [.. all.SelectMany(part => part.Documents)]);
    }
}
