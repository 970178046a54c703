using TextCollapse.Corpora;
using TextCollapse.Models;

namespace TextCollapse.Tests.Decoding;

/// <summary>A model of test size given by its table: row c is the distribution after character c, row V the one at the start of a document.</summary>
internal sealed class BigramModel(Alphabet alphabet, double[][] table) : ILanguageModel
{
    public Alphabet Alphabet => alphabet;
    public ModelCard Card => new("table", "managed", table.Length * alphabet.Size, "a table");

    public static BigramModel Unigram(params double[] p)
        => new(Letters(p.Length), [.. Enumerable.Repeat(p, p.Length + 1)]);

    /// <summary>A table of random rows, some of whose entries are zero.</summary>
    public static BigramModel Random(int size, int seed)
    {
        var random = new Random(seed);
        return new BigramModel(Letters(size), [.. Enumerable.Range(0, size + 1).Select(_ =>
        {
            var row = Enumerable.Range(0, size).Select(i => i > 0 && random.Next(5) == 0 ? 0 : Math.Exp(3 * random.NextDouble())).ToArray();
            var sum = row.Sum();
            return row.Select(p => p / sum).ToArray();
        })]);
    }

    public static Alphabet Letters(int size) => Alphabet.Parse(string.Concat(Enumerable.Range(0, size).Select(i => (char)('A' + i))));

    public double[] Row(int context) => table[context];

    public double[][] Score(IReadOnlyList<Document> documents, int threads) => [.. documents.Select(document =>
        document.Symbols.ToArray().Select((symbol, t) => -Math.Log(table[t == 0 ? alphabet.Size : document.Symbols.Span[t - 1]][symbol])).ToArray())];

    public void Predict(ReadOnlySpan<ushort> document, Span<float> logProbabilities) => throw new NotSupportedException();
    public void Save(string path) => throw new NotSupportedException();
    public IDecodingSession Begin(int streams) => new Continuation(this, streams);

    private sealed class Continuation(BigramModel model, int streams) : IDecodingSession
    {
        private readonly int[] _last = [.. Enumerable.Repeat(model.Alphabet.Size, streams)];

        public int Streams => streams;

        public void Next(Span<float> logits)
        {
            for (var stream = 0; stream < streams; stream++)
                for (var symbol = 0; symbol < model.Alphabet.Size; symbol++)
                    logits[stream * model.Alphabet.Size + symbol] = (float)Math.Log(model.Row(_last[stream])[symbol]);
        }

        public void Append(ReadOnlySpan<int> symbols)
        {
            for (var stream = 0; stream < streams; stream++)
                if (symbols[stream] >= 0)
                    _last[stream] = symbols[stream];
        }

        public void Copy(int from, int to) => _last[to] = _last[from];
        public void Dispose() { }
    }
}
