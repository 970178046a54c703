namespace TextCollapse.Torch.Models;

/// <summary>Checks symbols before they are passed to libtorch: a symbol outside the embedding can end the process.</summary>
internal static class SymbolCheck
{
    /// <summary>Returns the symbols as int64; −1 is kept.</summary>
    internal static long[] Check(ReadOnlySpan<int> symbols, int streams, int vocabulary)
    {
        if (symbols.Length != streams)
            throw new ArgumentException($"{symbols.Length} symbols for {streams} streams.", nameof(symbols));
        var result = new long[streams];
        for (var stream = 0; stream < streams; stream++)
            result[stream] = symbols[stream] < vocabulary ? Math.Max(symbols[stream], -1)
                : throw new ArgumentOutOfRangeException(nameof(symbols), symbols[stream], $"beyond the alphabet of {vocabulary}");
        return result;
    }
}
