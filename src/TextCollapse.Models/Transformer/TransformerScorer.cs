using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Transformer;

/// <summary>Runs documents through a model and passes the logits of every position to a callback.</summary>
internal sealed class TransformerScorer(TransformerModel model)
{
    private const int ChunkRows = 256;
    private readonly TransformerLayout _layout = model.Weights.Layout;

    /// <summary>Receives the logits [V] at one position of a document and the logarithm of the sum of their exponentials.</summary>
    internal delegate void Receiver(int document, int position, ReadOnlySpan<float> logits, float logSum);

    private readonly record struct Piece(int Document, SlidingWindows.Window Window);

    /// <summary>
    /// Calls <paramref name="receive"/> once per position, from several threads. The result of a row does not depend on other rows.
    /// </summary>
    internal void Run(IReadOnlyList<ReadOnlyMemory<ushort>> documents, int threads, Receiver receive)
    {
        var context = _layout.Settings.Context;
        for (var document = 0; document < documents.Count; document++)
            if (documents[document].Span.IndexOfAnyExceptInRange((ushort)0, (ushort)(_layout.Vocabulary - 1)) is >= 0 and var at)
                throw new InputException($"document {document + 1}",
                    $"contains the symbol {documents[document].Span[at]} at position {at}, but the model's alphabet has "
                    + $"{_layout.Vocabulary} characters: it was encoded with another alphabet.");
        var groups = Group(documents.SelectMany((document, index) =>
            SlidingWindows.Over(document.Length, context).Select(window => new Piece(index, window))));
        var rows = groups.Count == 0 ? 0 : groups.Max(group => group.Sum(piece => piece.Window.Length));
        Parallel.ForEach(groups, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) },
            () => (Pass: new TransformerPass(_layout, rows, trains: false),
                Attention: new CausalAttention(context, _layout.Settings.Heads, _layout.Settings.Width)),
            (group, _, tools) =>
            {
                Run(group, documents, tools.Pass, tools.Attention, receive);
                return tools;
            },
            _ => { });
    }

    /// <summary>Groups the windows in order into chunks.</summary>
    private static List<List<Piece>> Group(IEnumerable<Piece> pieces)
    {
        var groups = new List<List<Piece>>();
        var rows = ChunkRows;
        foreach (var piece in pieces)
        {
            if (rows + piece.Window.Length > ChunkRows)
            {
                groups.Add([]);
                rows = 0;
            }
            groups[^1].Add(piece);
            rows += piece.Window.Length;
        }
        return groups;
    }

    private void Run(List<Piece> group, IReadOnlyList<ReadOnlyMemory<ushort>> documents, TransformerPass pass, CausalAttention attention,
        Receiver receive)
    {
        var row = 0;
        foreach (var (document, window) in group)
            for (var t = 0; t < window.Length; t++)
            {
                var before = window.Start + t - 1;
                pass.Embed(model.Weights, before < 0 ? model.Alphabet.Boundary : documents[document].Span[before], t, row++);
            }
        pass.Run(model.Weights, [.. group.Select(piece => piece.Window.Length)], attention, row);
        row = 0;
        foreach (var (document, window) in group)
        {
            for (var t = window.FirstNew; t < window.Length; t++)
            {
                var logits = pass.Logits.Slice((row + t) * pass.Stride, _layout.Vocabulary);
                receive(document, window.Start + t, logits, LogSum(logits));
            }
            row += window.Length;
        }
    }

    private static unsafe float LogSum(ReadOnlySpan<float> logits)
    {
        fixed (float* first = logits)
            return LogSoftmax.LogSum(first, logits.Length);
    }
}
