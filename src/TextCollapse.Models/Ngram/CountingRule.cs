namespace TextCollapse.Models.Ngram;

/// <summary>
/// Smoothings that keep counts unchanged and give each context a number of pseudo-observations from its suffix: none, αV, or T.
/// </summary>
internal sealed class CountingRule(NgramOptions settings, int alphabet) : ISmoothingRule
{
    public (double Denominator, double Share) Context(int length, ReadOnlySpan<uint> childCounts)
    {
        long total = 0, types = 0;
        foreach (var count in childCounts)
        {
            total += count;
            types += count > 0 ? 1 : 0;
        }
        // Add-alpha uses only full contexts: shorter ones pass all probability to the uniform distribution.
        if (settings.Smoothing == NgramSmoothing.AddAlpha && length < settings.Order - 1)
            return (double.PositiveInfinity, 1);
        var pseudo = settings.Smoothing switch
        {
            NgramSmoothing.AddAlpha => settings.Alpha * alphabet,
            NgramSmoothing.WittenBell => types,
            _ => 0,
        };
        return (total + pseudo, pseudo / (total + pseudo));
    }

    public double Weight(int length, uint count) => count;

    public double[]? Discounts(int length) => null;
}
