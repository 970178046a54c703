using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace TextCollapse.Cli.Tests.GoldenRuns;

/// <summary>
/// Runs only on Linux on x86 with FMA, where the pinned bytes were generated: the last digits depend on the exponentials of the C library and on the
/// fused multiply–add.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GoldenTheoryAttribute : TheoryAttribute
{
    public GoldenTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64 || !Fma.IsSupported)
            Skip = "The golden runs are pinned for Linux on x86 with FMA.";
    }
}
