using TextCollapse.Corpora;
using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Gru;

/// <summary>Scores whole documents with a GRU.</summary>
internal static unsafe class GruScoring
{
    // Documents per batch, and positions between two products with the output weights: fixed, so that results do not depend on the number
    // of threads.
    private const int Rows = 16, Steps = 8;

    /// <summary>The negative log-likelihood of every character, in nats.</summary>
    internal static double[][] Score(GruModel model, IReadOnlyList<Document> documents, int threads)
    {
        var losses = documents.Select(document => new double[document.Length]).ToArray();
        // Longest first: the documents of a group end at about the same position, and the unfinished ones come first.
        var order = Enumerable.Range(0, documents.Count).OrderByDescending(i => documents[i].Length).ToArray();
        var groups = (order.Length + Rows - 1) / Rows;
        Parallel.For(0, groups, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, group =>
        {
            var members = order.AsSpan(group * Rows, Math.Min(Rows, order.Length - group * Rows)).ToArray();
            Process(model, [.. members.Select(i => documents[i].Symbols)], (row, position, logits) =>
                losses[members[row]][position] = Softmax.NegativeLogProbability(logits, documents[members[row]].Symbols.Span[position]));
        });
        return losses;
    }

    /// <summary>Computes the log-probabilities at every position of one document.</summary>
    internal static void Predict(GruModel model, ReadOnlySpan<ushort> document, Span<float> logProbabilities)
    {
        var vocabulary = model.Shape.Vocabulary;
        fixed (float* to = logProbabilities)
        {
            var target = (nint)to;
            Process(model, [document.ToArray()], (_, position, logits) =>
                Softmax.LogProbabilities(logits, new Span<float>((float*)target + (nint)position * vocabulary, vocabulary)));
        }
    }

    private delegate void Visit(int row, int position, Span<float> logits);

    // Processes documents in one batch, longest first, and passes the logits at each position to the callback before its character is
    // processed.
    private static void Process(GruModel model, ReadOnlyMemory<ushort>[] documents, Visit visit)
    {
        var (shape, stride) = (model.Shape, model.Shape.UnitStride);
        var state = new GruState(model, documents.Length);
        var tops = new FloatBuffer(documents.Length * Steps * stride);
        var logits = new FloatBuffer(documents.Length * Steps * shape.Characters);
        var symbols = new int[documents.Length];
        symbols.AsSpan().Fill(shape.Vocabulary);
        var places = new (int Row, int Position)[documents.Length * Steps];
        var gathered = 0;
        var alive = documents.Length;
        for (var position = 0; ; position++)
        {
            while (alive > 0 && documents[alive - 1].Length <= position)
                alive--;
            if (alive == 0)
                break;
            for (var row = 0; position > 0 && row < alive; row++)
                symbols[row] = documents[row].Span[position - 1];
            state.Read(symbols.AsSpan(0, alive));
            new Span<float>(state.Top, alive * stride).CopyTo(tops.Slice(gathered * stride, alive * stride));
            for (var row = 0; row < alive; row++)
                places[gathered++] = (row, position);
            if (gathered + alive > places.Length || position % Steps == Steps - 1)
                Flush();
        }
        Flush();

        void Flush()
        {
            GruLayers.Logits(shape, model.Weights, tops.Pointer, logits.Pointer, gathered);
            for (var i = 0; i < gathered; i++)
                visit(places[i].Row, places[i].Position, logits.Slice(i * shape.Characters, shape.Vocabulary));
            gathered = 0;
        }
    }
}
