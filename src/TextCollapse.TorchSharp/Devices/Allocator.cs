using System.Runtime.InteropServices;

namespace TextCollapse.Torch.Devices;

/// <summary>
/// Lets the C library of Linux keep what libtorch frees. A step of a training frees what the next one asks for again; by default glibc
/// gives blocks of megabytes back to the system each time, which then has to clear their pages again.
/// </summary>
internal static class Allocator
{
    private const int TrimThreshold = -1, MapThreshold = -3; // M_TRIM_THRESHOLD, M_MMAP_THRESHOLD of malloc.h
    private const int Kept = 256 << 20, Mapped = 32 << 20; // the most that glibc takes for the second

    private static readonly Lazy<bool> Asked = new(Ask);

    /// <summary>Asks once in a process; false where the C library is another one.</summary>
    internal static bool KeepFreedMemory() => Asked.Value;

    private static bool Ask()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            return SetOption(TrimThreshold, Kept) != 0 && SetOption(MapThreshold, Mapped) != 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    private static extern int SetOption(int option, int value);
}
