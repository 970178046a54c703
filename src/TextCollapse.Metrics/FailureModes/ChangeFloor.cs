using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Metrics.FailureModes;

/// <summary>By how much a quantity must have moved from generation 0 before it means anything, and where that number is from.</summary>
/// <param name="Value">The smallest change that counts.</param>
/// <param name="Origin">Where it is from, as part of a sentence.</param>
public readonly record struct ChangeFloor(double Value, string Origin)
{
    /// <summary>
    /// The share of generation 0's value that is taken where nothing better is known: twice the chain-to-chain variation of about 1 % seen
    /// in
    /// published chains.
    /// </summary>
    public const double Customary = 0.02;

    /// <summary>All bits per character, and their differences, are held against what the bits of held-out real text differ by.</summary>
    private const string Bits = "bpc_";

    /// <summary>This floor, or <paramref name="least"/> where it is higher.</summary>
    public ChangeFloor AtLeast(double least) => Value >= least ? this : new(least, "as the least that counts");

    /// <summary>
    /// The larger of what halves of the real text differ by (if it was measured for this column) and what seeds differ by at generation 0,
    /// since
    /// those seeds differ by chance alone. A single seed without a measured floor gets <see cref="Customary"/> of
    /// <paramref name="scale"/>, the quantity itself or the largest that it is a difference of.
    /// </summary>
    public static ChangeFloor Of(string column, IReadOnlyList<double> atGenerationZero, double scale, IReadOnlyDictionary<string,
        NoiseFloor> measured)
    {
        var spread = NoiseFloor.OfSpread([.. atGenerationZero]).Upper;
        var halves = Between(column, measured);
        if (halves.IsDefined && !(spread.IsDefined && spread.Value > halves.Value))
            return new(halves.Value, "between real texts");
        return spread.IsDefined
            ? new(spread.Value, "between seeds at generation 0")
            : new(Customary * scale, "2 % of generation 0, since one seed shows no spread");
    }

    /// <summary>What real texts differ by in a column, if it was measured.</summary>
    internal static Measurement Between(string column, IReadOnlyDictionary<string, NoiseFloor> measured) =>
        measured.TryGetValue(column.StartsWith(Bits, StringComparison.Ordinal) ? Bits + "real" : column, out var floor)
            ? floor.Upper
            : Measurement.Undefined("it was not measured");
}
