using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Metrics.FailureModes;

/// <summary>The change from generation 0 that a quantity must exceed to count, and the origin of that threshold.</summary>
/// <param name="Value">The threshold.</param>
/// <param name="Origin">Its origin, as part of a sentence.</param>
public readonly record struct ChangeFloor(double Value, string Origin)
{
    /// <summary>
    /// The default threshold, as a share of generation 0's value, if nothing better is known: twice the chain-to-chain variation of about 1
    /// % in published chains.
    /// </summary>
    public const double Customary = 0.02;

    /// <summary>All bits per character, and their differences, use the noise floor of the bits of held-out real text.</summary>
    private const string Bits = "bpc_";

    /// <summary>This floor, or <paramref name="least"/> if that is higher.</summary>
    public ChangeFloor AtLeast(double least) => Value >= least ? this : new(least, "as the smallest relevant change");

    /// <summary>
    /// The larger of the difference between halves of the real text (if measured for this column) and the spread of seeds at generation 0,
    /// which differ by chance alone. A single seed without a measured floor gets <see cref="Customary"/> times <paramref name="scale"/>,
    /// the quantity itself or the largest term of a difference.
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
            : new(Customary * scale, "2 % of generation 0, since one seed has no spread");
    }

    /// <summary>What real texts differ by in a column, if it was measured.</summary>
    internal static Measurement Between(string column, IReadOnlyDictionary<string, NoiseFloor> measured) =>
        measured.TryGetValue(column.StartsWith(Bits, StringComparison.Ordinal) ? Bits + "real" : column, out var floor)
            ? floor.Upper
            : Measurement.Undefined("it was not measured");
}
