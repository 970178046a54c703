using System.Reflection;
using PublicApiGenerator;
using TextCollapse.Tests;

namespace TextCollapse.Cli.Tests.Api;

/// <summary>
/// The public API is listed in docs/api, so that changes of it are visible in a commit. TEXTCOLLAPSE_WRITE_DOCS=1 writes the files.
/// </summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Of_the_core() => Check(typeof(InputException).Assembly);

    [Fact]
    public void Of_the_models() => Check(typeof(Models.ILanguageModel).Assembly);

    [Fact]
    public void Of_the_metrics() => Check(typeof(Metrics.MetricColumn).Assembly);

    [Fact]
    public void Of_the_experiments() => Check(typeof(Experiments.Configuration.Study).Assembly);

    [Fact]
    public void Of_the_report() => Check(typeof(Reporting.Report.ReportFile).Assembly);

    [Fact]
    public void Of_the_claims() => Check(typeof(Claims.Claim).Assembly);

#if HAS_MLNET
    [Fact]
    public void Of_the_ml_net_pipelines() => Check(typeof(MLNet.MLNetStatus).Assembly);
#endif

#if HAS_TORCHSHARP
    [Fact]
    public void Of_the_torch_engine() => Check(typeof(Torch.TorchEngine).Assembly);
#endif

    private static void Check(Assembly assembly)
    {
        var path = Path.Combine(Repository.Root, "docs", "api", assembly.GetName().Name + ".txt");
        var options = new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            ExcludeAttributes = ["System.Runtime.CompilerServices.CompilerGeneratedAttribute"],
            IncludeTypes = [.. assembly.GetExportedTypes().Where(type => !IsRazor(type))],
        };
        var api = assembly.GeneratePublicApi(options).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("TEXTCOLLAPSE_WRITE_DOCS") == "1")
            File.WriteAllText(path, api);
        Assert.Equal(File.ReadAllText(path), api);
    }

    /// <summary>Razor generates public classes, which are not meant for use by others.</summary>
    private static bool IsRazor(Type type) =>
        type.Name == "_Imports" || type.IsSubclassOf(typeof(Microsoft.AspNetCore.Components.ComponentBase))
            || type.IsSubclassOf(typeof(Reporting.Report.ReportSection));
}
