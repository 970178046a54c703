using System.Globalization;

namespace TextCollapse.Models.Training;

/// <summary>
/// A curriculum over the text in its order: windows are drawn only from the beginning at first, and from all of it at the end.
/// </summary>
/// <param name="First">The share of the text that is used at the first step, above 0 and up to 1.</param>
/// <param name="Until">The share of the steps after which all of the text is used, above 0 and up to 1.</param>
public readonly record struct Pace(double First = 0.2, double Until = 0.6)
{
    /// <summary>The share of the text that is used at a step; grows linearly.</summary>
    public double Open(int step, int steps) => Math.Min(1, First + (1 - First) * step / (Until * steps));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First:R}-{Until:R}");
}
