using static TorchSharp.torch;

namespace TextCollapse.Torch.Devices;

/// <summary>
/// Limits libtorch to one thread per operation. Its sums depend on the number of threads, and the operations of character models are too
/// short to split. Work is split into shards of a batch and groups of documents instead. The setting belongs to the calling thread.
/// </summary>
internal static class TorchThreads
{
    [ThreadStatic]
    private static bool _single;

    /// <summary>Uses one thread for operations called from the current thread.</summary>
    internal static void UseOne()
    {
        if (_single)
            return;
        set_num_threads(1);
        _single = true;
    }
}
