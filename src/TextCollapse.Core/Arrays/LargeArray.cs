using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TextCollapse.Arrays;

/// <summary>
/// Arrays of hundreds of megabytes with random access. Where Linux offers transparent huge pages on request (madvise), requesting them
/// halves the access time. On other systems, and for small arrays, this returns a plain array.
/// </summary>
public static unsafe partial class LargeArray
{
    private const int HugePage = 1 << 21;
    private const int AdviseHugePages = 14;
    private static bool _isSupported = OperatingSystem.IsLinux();

    /// <summary>An array with uninitialised elements.</summary>
    public static T[] Of<T>(int length) where T : unmanaged
    {
        var array = GC.AllocateUninitializedArray<T>(length);
        var bytes = (long)length * Unsafe.SizeOf<T>();
        if (_isSupported && bytes >= 8 * HugePage)
            fixed (T* start = array)
            {
                var first = ((nuint)start + HugePage - 1) & ~((nuint)HugePage - 1);
                var end = ((nuint)start + (nuint)bytes) & ~((nuint)HugePage - 1);
                try
                {
                    _ = Advise((void*)first, end - first, AdviseHugePages);
                }
                catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
                {
                    _isSupported = false;
                }
            }
        return array;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
