namespace TextCollapse.Models.Decoding;

/// <summary>
/// Top-p: keeps the smallest set of most likely characters whose total probability is at least p, ties in alphabet order (Holtzman et al.
/// 2020).
/// </summary>
internal sealed class Nucleus(double p, int size) : ILogitTransform
{
    private readonly MostLikelyFirst _ranking = new(size);
    private readonly RowWeights _weights = new(size);

    public void Apply(Span<float> logits, ReadOnlySpan<ushort> written)
    {
        var enough = p * _weights.Fill(logits);
        _ranking.Begin(logits);
        for (var mass = 0.0; mass < enough && _ranking.MoveNext(out var symbol, out _);)
            mass += _weights[symbol];
        _ranking.KeepTaken(logits);
    }
}
