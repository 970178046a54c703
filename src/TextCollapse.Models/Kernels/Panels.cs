namespace TextCollapse.Models.Kernels;

/// <summary>How columns are split into tiles of 48; the last two tiles are 32 columns each instead of 48 and 16.</summary>
internal static class Panels
{
    /// <summary>
    /// The width of the next tile if <paramref name="left"/> columns remain; <paramref name="left"/> is a multiple of 16.
    /// </summary>
    internal static int Width(int left) => left is 64 or 32 ? 32 : Math.Min(left, Tile.Widest);

    /// <summary>The next multiple of 16.</summary>
    internal static int Padded(int columns) => (columns + 15) & ~15;
}
