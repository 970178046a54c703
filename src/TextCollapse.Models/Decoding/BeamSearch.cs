namespace TextCollapse.Models.Decoding;

/// <summary>
/// Searches for the most likely text of a fixed length: keeps the B most likely prefixes, extends each by every character, and keeps the B
/// most likely again (Lowerre 1976). Ties are broken by the earlier prefix, then by the character earlier in the alphabet.
/// </summary>
internal static class BeamSearch
{
    public static void Write(DocumentBatch shard, DecodingOptions settings, CancellationToken cancellation)
    {
        var (width, size) = (settings.Beam, shard.Model.Alphabet.Size);
        using var session = shard.Model.Begin(shard.Count * width);
        shard.ReadPrompts(session, width);
        var texts = shard.Texts.Span;
        var beams = new Beam[shard.Count];
        for (var document = 0; document < beams.Length; document++)
            beams[document] = new Beam(settings, size, shard.Prompt(document), texts[document].Length);

        var logits = new float[shard.Count * width * size];
        var symbols = new int[shard.Count * width];
        for (var position = 0; position < shard.Length; position++)
        {
            cancellation.ThrowIfCancellationRequested();
            session.Next(logits);
            symbols.AsSpan().Fill(-1);
            for (var document = 0; document < beams.Length; document++)
            {
                if (position >= texts[document].Length)
                    continue;
                var rows = logits.AsSpan(document * width * size, width * size);
                for (var hypothesis = 0; hypothesis < width; hypothesis++)
                    if (beams[document].IsAlive(hypothesis) && !NextCharacter.IsUsable(rows.Slice(hypothesis * size, size)))
                        throw shard.Unusable(document, position, rows.Slice(hypothesis * size, size));
                beams[document]
                    .Extend(rows, (from, to) => session.Copy(document * width + from, document * width + to),
                    symbols.AsSpan(document * width, width));
                shard.Task.Progress?.Report(1);
            }
            if (position + 1 < shard.Length)
                session.Append(symbols);
        }
        for (var document = 0; document < beams.Length; document++)
            beams[document].Best.CopyTo(texts[document]);
    }
}
