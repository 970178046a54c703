namespace TextCollapse.Tests.Models.Training;

/// <summary>What an act allocates on the thread that calls it.</summary>
internal static class Allocation
{
    /// <summary>
    /// Bytes, the least of several tries. A collection that any other thread sets off meanwhile closes this thread's allocation area, and the rest
    /// of it, up to 8 KB that nobody asked for, is counted as allocated. What the act itself allocates shows in every try.
    /// </summary>
    public static long Of(Action act)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 50 && least > 0; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var time = 0; time < 5; time++)
                act();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
