using TextCollapse.Randomness;

namespace TextCollapse.Models.Decoding;

/// <summary>Writes the documents of a shard character by character, all side by side: ancestral sampling, or greedy choice.</summary>
internal static class Sampling
{
    private const int ProgressEvery = 256;

    public static void Write(DocumentBatch shard, DecodingOptions settings, CancellationToken cancellation)
    {
        var size = shard.Model.Alphabet.Size;
        using var continuation = shard.Model.Begin(shard.Count);
        shard.ReadPrompts(continuation, 1);
        var random = new RandomStream[shard.Count];
        for (var document = 0; document < shard.Count; document++)
            random[document] = shard.Task.Random.Stream("decode", shard.First + document);
        if (settings.IsAncestral && continuation is IAncestralSampler sampler)
        {
            Draw(shard, sampler, random, cancellation);
            return;
        }
        var next = new NextCharacter(settings, size);
        var texts = shard.Texts.Span;
        var written = new PartialDocument[shard.Count];
        for (var document = 0; document < shard.Count; document++)
            written[document] = new PartialDocument(shard.Prompt(document), texts[document].Length);

        var cache = continuation is IStateSession && next.IsDrawnFromRow ? shard.Cache.Value : null;
        var logits = new float[(cache is null ? shard.Count : 1) * size];
        var symbols = new int[shard.Count];
        var reported = 0L;
        var total = 0L;
        for (var position = 0; position < shard.Length; position++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (cache is null)
                continuation.Next(logits);
            for (var document = 0; document < symbols.Length; document++)
            {
                symbols[document] = -1;
                if (position >= texts[document].Length)
                    continue;
                var row = logits.AsSpan(cache is null ? document * size : 0, size);
                var symbol = cache is null
                    ? next.Choose(row, written[document].Symbols, ref random[document])
                    : Draw(cache, (IStateSession)continuation, document, next, row, ref random[document]);
                if (symbol < 0)
                    throw shard.Unusable(document, position, row);
                symbols[document] = symbol;
                written[document].Add((ushort)symbol);
                total++;
            }
            if (position + 1 < shard.Length)
                continuation.Append(symbols);
            if ((position + 1) % ProgressEvery == 0 || position + 1 == shard.Length)
            {
                shard.Task.Progress?.Report(total - reported);
                reported = total;
            }
        }
        for (var document = 0; document < shard.Count; document++)
            written[document].Text.CopyTo(texts[document]);
    }

    private static int Draw(WeightCache cache, IStateSession session, int stream, NextCharacter next, Span<float> row,
        ref RandomStream random)
    {
        var state = session.State(stream);
        var weights = cache.Of(state, out var isFilled);
        if (!isFilled)
        {
            session.Next(stream, row);
            if (!next.Fill(weights, row))
            {
                cache.Forget(state);
                return -1;
            }
        }
        return weights.SymbolAt(random.NextDouble() * weights.Total);
    }

    private static void Draw(DocumentBatch shard, IAncestralSampler sampler, RandomStream[] random, CancellationToken cancellation)
    {
        var symbols = new ushort[shard.Count * ProgressEvery];
        for (var from = 0; from < shard.Length; from += ProgressEvery)
        {
            cancellation.ThrowIfCancellationRequested();
            var length = Math.Min(ProgressEvery, shard.Length - from);
            sampler.Draw(random, symbols.AsSpan(0, shard.Count * length));
            var kept = 0L;
            for (var document = 0; document < shard.Count; document++)
            {
                // The last document of all may end before its neighbours.
                var text = shard.Texts.Span[document].AsSpan(Math.Min(from, shard.Texts.Span[document].Length));
                var row = symbols.AsSpan(document * length, Math.Min(length, text.Length));
                row.CopyTo(text);
                kept += row.Length;
            }
            shard.Task.Progress?.Report(kept);
        }
    }
}
