namespace TextCollapse.Models.Training;

/// <summary>How a batch is cut: by its size alone, so that the number of threads changes no bit.</summary>
public static class Shards
{
    private const int Most = 16;

    /// <summary>
    /// Sixteen rows per shard, fewer where that would leave fewer than two shards, more where it would make more than 16.
    /// </summary>
    public static int RowsFor(int batch) => batch <= 32 ? (batch + 1) / 2 : Math.Max(16, (batch + Most - 1) / Most);

    /// <summary>How many shards of <paramref name="rows"/> rows make up a batch.</summary>
    public static int Count(int batch, int rows) => (batch + rows - 1) / rows;
}
