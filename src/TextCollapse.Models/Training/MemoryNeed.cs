using System.Globalization;

namespace TextCollapse.Models.Training;

/// <summary>Rejects a training that does not fit into memory before it starts.</summary>
internal static class MemoryNeed
{
    /// <summary>Checks that this number of floats fits into the memory available to this process.</summary>
    /// <exception cref="InputException">They do not fit.</exception>
    internal static void Check(string place, double floats)
    {
        var (need, have) = (floats * sizeof(float), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (need > 0.9 * have)
            throw new InputException(place, string.Create(CultureInfo.InvariantCulture,
                $"training a model of this size takes about {need / (1L << 30):F1} GiB of memory; this machine has "
                    + $"{have / (double)(1L << 30):F1} GiB. Choose a smaller size, training.batch or training.sequence."));
    }
}
