using System.Runtime.InteropServices;

namespace TextCollapse.Torch.Devices;

/// <summary>
/// Makes glibc keep the memory that libtorch frees. Each training step allocates again what the previous one freed. By default, glibc
/// returns blocks of megabytes to the operating system each time, which then has to zero their pages again.
/// </summary>
internal static class Allocator
{
    private const int TrimThreshold = -1, MapThreshold = -3; // M_TRIM_THRESHOLD, M_MMAP_THRESHOLD of malloc.h
    private const int TrimBytes = 256 << 20, MapBytes = 32 << 20; // 32 MiB is the maximum of M_MMAP_THRESHOLD

    private static readonly Lazy<bool> Applied = new(Apply);

    /// <summary>Sets the options once per process; returns false if the C library does not support them.</summary>
    internal static bool KeepFreedMemory() => Applied.Value;

    private static bool Apply()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            return SetOption(TrimThreshold, TrimBytes) != 0 && SetOption(MapThreshold, MapBytes) != 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    private static extern int SetOption(int option, int value);
}
