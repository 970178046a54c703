using TextCollapse.Corpora;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Metrics.FailureModes;

public class EarlierReadingTests
{
    private static readonly Alphabet Letters = Alphabet.Parse("abc");

    /// <summary>Documents of up to 300 characters, half of them with a span of another text.</summary>
    private static Corpus Draw(ref RandomStream random, Corpus? copied)
    {
        var documents = new List<Document>();
        for (var d = 0; d < 12; d++)
        {
            var symbols = new ushort[random.NextInt(300)];
            for (var i = 0; i < symbols.Length; i++)
                symbols[i] = (ushort)random.NextInt(3);
            if (copied is not null && d % 2 == 0 && copied.Documents[d] is { Length: > 0 } source && symbols.Length > 0)
            {
                var length = Math.Min(random.NextInt(100), Math.Min(symbols.Length, source.Length));
                source.Symbols[..length].CopyTo(symbols.AsMemory(symbols.Length - length));
            }
            documents.Add(new Document(symbols, Provenance.Real("test")));
        }
        return new Corpus(Letters, documents);
    }

    [Fact]
    public void What_was_read_generation_by_generation_gives_what_one_suffix_array_of_all_gives()
    {
        var random = new RandomKey(3, "earlier", 0).Stream("text");
        var reading = new EarlierReading();
        var read = new List<Corpus>();
        for (var generation = 0; generation < 6; generation++)
        {
            var corpus = Draw(ref random, null);
            // Every other generation reads documents of the one before again, as an accumulating chain does.
            read.Add(generation % 2 == 1 ? read[^1].Append(corpus) : corpus);
            reading.Add(read[^1]);
            var written = Draw(ref random, read[random.NextInt(read.Count)]);
            Assert.Equal(EarlierText.Columns(written.Documents, [.. read.Select(one => one.Documents)]), reading.Columns(new(written), new(new(Letters, []))).Take(2));
        }
    }

    [Fact]
    public void An_empty_text_has_neither()
    {
        var reading = new EarlierReading();
        var random = new RandomKey(3, "earlier", 0).Stream("text");
        reading.Add(Draw(ref random, null));
        Assert.All(reading.Columns(new(new(Letters, [])), new(new(Letters, []))), column => Assert.False(column.Value.IsDefined));
    }

    /// <summary>What a look costs depends on the number of sets, and what is remembered on the number of keys.</summary>
    [Theory]
    [InlineData(1000, SeenNgrams.Most, 12)]
    [InlineData(1000, 8000, 60)]
    public void A_thousand_generations_are_few_sets_that_know_what_all_of_them_read(int generations, int most, int sets)
    {
        var random = new Random(7);
        var seen = new SeenNgrams(most);
        List<ulong[]> read = [];
        for (var generation = 0; generation < generations; generation++)
        {
            ulong[] keys = [.. Enumerable.Range(0, random.Next(60)).Select(_ => (ulong)random.Next(50_000)).Order()];
            seen.Add(keys);
            read.Add(keys);
            Assert.InRange(seen.Sets, 1, sets);
            Assert.InRange(seen.Keys, 0, most);
        }
        ulong[] all = [.. Enumerable.Range(0, 50_000).Select(key => (ulong)key)];
        var marks = seen.In(all);
        var known = all.Where((_, i) => marks[i]).ToHashSet();
        // Nothing that was never read; everything that is remembered: generation 0, and the latest generations up to the limit less a span.
        Assert.Subset(read.SelectMany(keys => keys).ToHashSet(), known);
        var latest = read.AsEnumerable().Reverse().ToList();
        var fits = latest.Select((_, i) => latest.Take(i + 1).Sum(keys => (long)keys.Length)).TakeWhile(sum => sum + read[0].Length <= most - most / 4).Count();
        Assert.Superset(read[0].Concat(latest.Take(fits).SelectMany(keys => keys)).ToHashSet(), known);
        foreach (var few in new ulong[][] { [.. all.Take(3)], [.. all.Where((_, i) => i % 5000 == 0)] })
            Assert.Equal(few.Select(known.Contains), seen.In(few));
    }
}
