namespace TextCollapse.Models.Decoding;

/// <summary>
/// Top-p: keeps the fewest most likely characters whose probability together is at least p, among equals those that come first in the
/// alphabet (Holtzman et al. 2020).
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
