namespace TextCollapse.Metrics.Loops;

/// <summary>
/// The most repeated substring of a fixed length (flexeval's repetition count): overlapping occurrences count; patterns that begin or end
/// with a space, '=', '-' or '/' (rulers, tables, paths) do not count.
/// </summary>
/// <param name="Count">Occurrences; 0 if there is no pattern.</param>
/// <param name="Pattern">The first of the most frequent patterns.</param>
internal readonly record struct MostRepeatedPattern(int Count, string Pattern)
{
    /// <summary>The pattern of <paramref name="length"/> characters (Unicode scalars) of one text.</summary>
    public static MostRepeatedPattern Of(string text, int length = 10)
    {
        var starts = new List<int>();
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
            starts.Add(i);
        starts.Add(text.Length);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        var best = new MostRepeatedPattern(0, "");
        for (var pass = 0; pass < 2; pass++)
            for (var i = 0; i + length < starts.Count; i++)
            {
                var pattern = text.AsSpan(starts[i]..starts[i + length]);
                if (" =-/".Contains(pattern[0]) || " =-/".Contains(pattern[^1]))
                    continue;
                if (pass == 0)
                    lookup[pattern] = lookup.TryGetValue(pattern, out var count) ? count + 1 : 1;
                else if (lookup[pattern] > best.Count)
                    best = new(lookup[pattern], pattern.ToString());
            }
        return best;
    }
}
