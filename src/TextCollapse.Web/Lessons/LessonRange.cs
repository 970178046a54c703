using System.Globalization;

namespace TextCollapse.Web.Lessons;

/// <summary>The range of a setting of a lesson, limited to what a laptop can train during a class.</summary>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
/// <param name="Step">The step of its slider.</param>
public sealed record LessonRange(double Min, double Max, double Step)
{
    /// <summary>Whether a value is within the range.</summary>
    public bool Contains(double value) => value >= Min && value <= Max;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"from {Min} to {Max}");
}

/// <summary>The ranges of a lesson's settings.</summary>
internal static class LessonRanges
{
    public static LessonRange Characters { get; } = new(10_000, 400_000, 10_000);

    public static LessonRange Order { get; } = new(1, 8, 1);

    public static LessonRange Temperature { get; } = new(0.3, 1.5, 0.05);

    public static LessonRange TopP { get; } = new(0.1, 1, 0.05);

    public static LessonRange Generations { get; } = new(1, 30, 1);

    public static LessonRange Seed { get; } = new(0, 1_000_000, 1);

    /// <summary>The share of real text of a <c>fixed-real</c> arm, in per cent.</summary>
    public static LessonRange Percent { get; } = new(1, 99, 1);
}
