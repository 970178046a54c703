using System.Globalization;

namespace TextCollapse.Models.Training;

/// <summary>Refuses a training that cannot fit before it takes the machine's memory.</summary>
internal static class MemoryNeed
{
    /// <summary>Checks that this many floats fit into the memory that this process may use.</summary>
    /// <exception cref="InputException">They do not.</exception>
    internal static void Check(string place, double floats)
    {
        var (need, have) = (floats * sizeof(float), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (need > 0.9 * have)
            throw new InputException(place, string.Create(CultureInfo.InvariantCulture,
                $"training a model of this size takes about {need / (1L << 30):F1} GiB of memory; this machine has "
                    + $"{have / (double)(1L << 30):F1} GiB. Choose a smaller size, training.batch or training.sequence."));
    }
}
