namespace TextCollapse.Models.Kernels;

/// <summary>How columns are cut into tiles of 48, the last two of a row of them 32 wide rather than 48 and 16.</summary>
internal static class Panels
{
    /// <summary>
    /// The columns of the tile that begins with <paramref name="left"/> columns to go; <paramref name="left"/> is a multiple of 16.
    /// </summary>
    internal static int Width(int left) => left is 64 or 32 ? 32 : Math.Min(left, Tile.Widest);

    /// <summary>The next multiple of 16.</summary>
    internal static int Padded(int columns) => (columns + 15) & ~15;
}
