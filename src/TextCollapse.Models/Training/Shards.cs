namespace TextCollapse.Models.Training;

/// <summary>How a batch is split: by its size alone, so that results are bit-identical for any number of threads.</summary>
public static class Shards
{
    private const int MaxShards = 16;

    /// <summary>Sixteen rows per shard; fewer if there would be fewer than two shards, more if there would be more than 16.</summary>
    public static int RowsFor(int batch) => batch <= 32 ? (batch + 1) / 2 : Math.Max(16, (batch + MaxShards - 1) / MaxShards);

    /// <summary>The number of shards of <paramref name="rows"/> rows in a batch.</summary>
    public static int Count(int batch, int rows) => (batch + rows - 1) / rows;
}
