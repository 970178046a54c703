namespace TextCollapse.Models.Decoding;

/// <summary>Keeps exactly the k most likely characters, ties in alphabet order (Fan, Lewis and Dauphin 2018).</summary>
internal sealed class TopK(int k, int size) : ILogitTransform
{
    private readonly MostLikelyFirst _ranking = new(size);

    public void Apply(Span<float> logits, ReadOnlySpan<ushort> written)
    {
        if (k >= logits.Length)
            return;
        _ranking.Begin(logits);
        var kept = 0;
        while (kept < k && _ranking.MoveNext(out _, out _))
            kept++;
        _ranking.KeepTaken(logits);
    }
}
