using System.Globalization;

namespace TextCollapse.Claims.Simulations;

/// <summary>Formats numbers for the identity of an experiment, independent of the culture, since its rows are found by it.</summary>
internal static class NumberList
{
    /// <summary>The numbers, separated by spaces.</summary>
    public static string Of(IEnumerable<double> numbers) =>
        string.Join(' ', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
