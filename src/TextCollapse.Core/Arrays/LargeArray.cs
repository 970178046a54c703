using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TextCollapse.Arrays;

/// <summary>
/// Arrays of hundreds of megabytes that are read all over. Where Linux gives large pages to who asks (transparent huge pages), asking
/// halves the time; elsewhere, and for small arrays, it is a plain array.
/// </summary>
public static unsafe partial class LargeArray
{
    private const int HugePage = 1 << 21;
    private const int AdviseHugePages = 14;
    private static bool _asks = OperatingSystem.IsLinux();

    /// <summary>An array whose elements hold nothing in particular.</summary>
    public static T[] Of<T>(int length) where T : unmanaged
    {
        var array = GC.AllocateUninitializedArray<T>(length);
        var bytes = (long)length * Unsafe.SizeOf<T>();
        if (_asks && bytes >= 8 * HugePage)
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
                    _asks = false;
                }
            }
        return array;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
