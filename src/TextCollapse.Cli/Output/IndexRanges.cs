using System.Globalization;

namespace TextCollapse.Cli.Output;

/// <summary>Indices in the syntax of schedulers: <c>0-3,7,9-10</c>.</summary>
internal static class IndexRanges
{
    /// <summary>Formats ascending numbers as ranges.</summary>
    public static string Of(IEnumerable<int> ascending)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var number in ascending)
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
                ranges[^1] = (ranges[^1].First, number);
            else
                ranges.Add((number, number));
        return string.Join(',', ranges.Select(range => range.First == range.Last ? range.First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{range.First}-{range.Last}")));
    }
}
