using System.Globalization;

namespace TextCollapse.Claims.Simulations;

/// <summary>Numbers in the words that an experiment is known by: the same under every culture, since its rows are found by them.</summary>
internal static class NumberList
{
    /// <summary>The numbers, a blank between two.</summary>
    public static string Of(IEnumerable<double> numbers) =>
        string.Join(' ', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
