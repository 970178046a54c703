using System.Globalization;

namespace TextCollapse.Models.Training;

/// <summary>
/// How fast a training opens up its text, which then matters by its order: windows are drawn from the beginning alone at first, from all of
/// it in the end.
/// </summary>
/// <param name="First">The share of the text that is open at the first step, above 0 to 1.</param>
/// <param name="Until">The share of the steps after which all of it is open, above 0 to 1.</param>
public readonly record struct Pace(double First = 0.2, double Until = 0.6)
{
    /// <summary>The share that is open at a step, growing in equal parts.</summary>
    public double Open(int step, int steps) => Math.Min(1, First + (1 - First) * step / (Until * steps));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First:R}-{Until:R}");
}
