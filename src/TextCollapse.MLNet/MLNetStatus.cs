using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace TextCollapse.MLNet;

/// <summary>What this build has of ML.NET and whether it works here.</summary>
/// <param name="Version">Version of the package Microsoft.ML.</param>
/// <param name="Unavailable">Why it cannot be used, in one line; null if it can.</param>
public sealed record MLNetStatus(string Version, string? Unavailable)
{
    /// <summary>Tries the native part once: a product of vectors in ML.NET's CpuMath is its first call.</summary>
    public static MLNetStatus Here { get; } = Look();

    private static MLNetStatus Look()
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
    /// The assembly's own version stays 1.0.0 in every package. A method of its own: where the assembly is missing, calling it throws.
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
