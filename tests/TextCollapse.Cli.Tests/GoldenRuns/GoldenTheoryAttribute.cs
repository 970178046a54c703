using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace TextCollapse.Cli.Tests.GoldenRuns;

/// <summary>
/// Runs where the pinned bytes were made: the C library's exponentials and the fused multiply–add decide the last digits, so that only Linux on x86
/// with FMA promises them.
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
