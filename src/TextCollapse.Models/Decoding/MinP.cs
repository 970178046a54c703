namespace TextCollapse.Models.Decoding;

/// <summary>Keeps the characters at least m times as likely as the most likely one (Nguyen et al. 2024).</summary>
internal sealed class MinP(double m) : ILogitTransform
{
    private readonly float _distance = (float)Math.Log(m);

    public void Apply(Span<float> logits, ReadOnlySpan<ushort> written)
    {
        var least = RowWeights.Max(logits) + _distance;
        foreach (ref var logit in logits)
            if (logit < least)
                logit = float.NegativeInfinity;
    }
}
