using static TorchSharp.torch;

namespace TextCollapse.Torch.Devices;

/// <summary>How many threads libtorch uses for one operation. The setting belongs to the calling thread.</summary>
internal static class TorchThreads
{
    [ThreadStatic]
    private static int _current;

    /// <summary>Sets it for this thread.</summary>
    internal static void Use(int threads)
    {
        if (_current == threads)
            return;
        set_num_threads(threads);
        _current = threads;
    }
}
