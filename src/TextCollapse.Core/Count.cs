using System.Globalization;

namespace TextCollapse;

/// <summary>Numbers of things in sentences: <c>1 arm</c>, <c>12,000 arms</c>.</summary>
public static class Count
{
    /// <summary>The number and its noun, which takes an s unless there is one.</summary>
    public static string Of(long number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {Noun(number, noun)}");

    /// <summary>The noun alone.</summary>
    public static string Noun(long number, string noun) => number == 1 ? noun : $"{noun}s";
}
