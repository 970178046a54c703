using System.Runtime.InteropServices;

namespace TextCollapse.Reporting.Report;

/// <summary>Finds the characters of a short sample that are in passages of a given length which occur in a long text.</summary>
/// <param name="sample">The sample.</param>
/// <param name="length">Characters of a passage, at least 8.</param>
internal sealed class Passages(string sample, int length)
{
    private readonly HashSet<string> _windows = [.. Enumerable.Range(0, Math.Max(0, sample.Length - length + 1))
        .Select(i => sample.Substring(i, length))];

    /// <summary>True for the characters in a passage that occurs at least <paramref name="times"/> times in the documents.</summary>
    public bool[] In(IEnumerable<string> documents, int times = 1)
    {
        // A filter on the first eight characters rejects most positions before a window is hashed.
        var filter = new bool[1 << 16];
        foreach (var window in _windows)
            filter[Key(window)] = true;
        var seen = new Dictionary<string, int>();
        var windows = _windows.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var document in documents)
            for (var i = 0; i + length <= document.Length; i++)
                if (filter[Key(document.AsSpan(i))] && windows.TryGetValue(document.AsSpan(i, length), out var window))
                    CollectionsMarshal.GetValueRefOrAddDefault(seen, window, out _)++;
        var marked = new bool[sample.Length];
        for (var i = 0; i + length <= sample.Length; i++)
            if (seen.GetValueOrDefault(sample.Substring(i, length)) >= times)
                marked.AsSpan(i, length).Fill(true);
        return marked;
    }

    private static int Key(ReadOnlySpan<char> text)
    {
        var halves = MemoryMarshal.Cast<char, ulong>(text[..8]);
        return (int)((halves[0] * 0x9E3779B97F4A7C15 ^ halves[1] * 0xC2B2AE3D27D4EB4F) >> 48);
    }
}
