using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;

namespace TextCollapse.Benchmarks.Models;

/// <summary>Runs a benchmark on vectors of 512, 256 and 128 bits, by the runtime's own switches.</summary>
public sealed class VectorWidths : ManualConfig
{
    public VectorWidths()
    {
        AddJob(Job.ShortRun.WithId("512 bits"));
        AddJob(Job.ShortRun.WithId("256 bits").WithEnvironmentVariable("DOTNET_EnableAVX512", "0"));
        AddJob(Job.ShortRun.WithId("128 bits").WithEnvironmentVariables(new EnvironmentVariable("DOTNET_EnableAVX512", "0"), new EnvironmentVariable("DOTNET_EnableAVX2", "0")));
    }
}
