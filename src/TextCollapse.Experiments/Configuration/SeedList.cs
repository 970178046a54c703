using System.Globalization;

namespace TextCollapse.Experiments.Configuration;

/// <summary>The notation of seed lists: <c>1-5</c>, <c>1,2,7-9</c>.</summary>
public static class SeedList
{
    private const int MostSeeds = 100_000;

    /// <summary>The seeds in the order given.</summary>
    /// <exception cref="InputException">A part is not a number or range, or a seed is given twice.</exception>
    public static IReadOnlyList<long> Parse(string text)
    {
        var seeds = new List<long>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = part.IndexOf('-', 1);
            if (!TryParse(dash < 0 ? part : part[..dash], out var first) || !TryParse(dash < 0 ? part : part[(dash + 1)..], out var last)
                || last < first || last - first >= MostSeeds)
                throw new InputException("seeds", $"'{part}' is neither a whole number nor a range such as 1-5.");
            for (var seed = first; seed <= last; seed++)
                seeds.Add(seed);
        }
        if (seeds.Count == 0)
            throw new InputException("seeds", "at least one seed is needed, such as 1 or 1-5.");
        if (seeds.Distinct().Count() != seeds.Count)
            throw new InputException("seeds", "a seed is given twice; each seed is one chain.");
        return seeds;
    }

    private static bool TryParse(string text, out long seed) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seed);
}
