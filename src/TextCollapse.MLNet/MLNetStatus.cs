using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace TextCollapse.MLNet;

/// <summary>The version of ML.NET in this build and whether it works on this machine.</summary>
/// <param name="Version">The version of the package Microsoft.ML.</param>
/// <param name="Unavailable">The reason why it cannot be used, in one line; null if it can.</param>
public sealed record MLNetStatus(string Version, string? Unavailable)
{
    /// <summary>
    /// The status on this machine. Tests the native part once with a vector product of ML.NET's CpuMath, its first native call.
    /// </summary>
    public static MLNetStatus Here { get; } = Detect();

    private static MLNetStatus Detect()
    {
        try
        {
            return new(PackageVersion(), Try());
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or BadImageFormatException
            or FileNotFoundException or FileLoadException or EntryPointNotFoundException)
        {
            return new("unknown", (e.InnerException ?? e).Message.Split('\n')[0].Trim());
        }
    }

    /// <summary>
    /// The assembly version stays 1.0.0 in every package, so this reads the informational version. A separate method, because calling it
    /// throws where the assembly is missing.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string PackageVersion() =>
        typeof(MLContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "unknown";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? Try()
    {
        var ml = new MLContext(seed: 1);
        var rows = ml.Data.LoadFromEnumerable(new[] { new Row { Features = [3, 4] } });
        var data = ml.Transforms.NormalizeLpNorm("Features").Fit(rows).Transform(rows);
        var value = ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false).Single().Features[0];
        return Math.Abs(value - 0.6f) < 1e-6 ? null : $"its vector code gives {value} for 0.6 on this processor.";
    }

    private sealed class Row
    {
        [Microsoft.ML.Data.VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
