using static TorchSharp.torch;

namespace TextCollapse.Torch.Devices;

/// <summary>
/// How many threads libtorch uses for one operation: one, always. Its sums depend on the number, and the operations of character models are
/// too short to be divided; work is divided into shards of a batch and groups of documents instead. The setting belongs to the calling
/// thread.
/// </summary>
internal static class TorchThreads
{
    [ThreadStatic]
    private static bool _single;

    /// <summary>One thread for the operations of this one.</summary>
    internal static void UseOne()
    {
        if (_single)
            return;
        set_num_threads(1);
        _single = true;
    }
}
