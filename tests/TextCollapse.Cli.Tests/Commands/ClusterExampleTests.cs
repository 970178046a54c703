using System.CommandLine;
using System.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace TextCollapse.Cli.Tests.Commands;

/// <summary>The example files of docs/cluster are valid: their commands are those of this program.</summary>
public sealed class ClusterExampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cluster").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_Kubernetes_job_runs_a_cell_per_index()
    {
        var yaml = new YamlStream();
        using (var reader = new StreamReader(Example("kubernetes.yaml")))
            yaml.Load(reader);
        var job = Assert.IsType<YamlMappingNode>(Assert.Single(yaml.Documents).RootNode);
        Assert.Equal(("batch/v1", "Job"), ($"{job["apiVersion"]}", $"{job["kind"]}"));
        Assert.Equal("Indexed", $"{job["spec"]["completionMode"]}");
        Assert.Equal(["1", "2"], ((YamlSequenceNode)job["spec"]["podFailurePolicy"]["rules"][0]["onExitCodes"]["values"]).Select(code => $"{code}"));
        Assert.Equal("Never", $"{job["spec"]["template"]["spec"]["restartPolicy"]}");
        var container = Assert.Single((YamlSequenceNode)job["spec"]["template"]["spec"]["containers"]);
        string[] words = [.. ((YamlSequenceNode)container["command"]).Select(word => $"{word}")];
        Assert.Equal("textcollapse", words[0]);
        Assert.Empty(CommandLine.Root(Terminal.Over(TextWriter.Null, TextWriter.Null, live: false)).Parse(words[1..]).Errors);
    }

    [ParallelFact]
    public void The_script_for_GNU_parallel_gives_the_bytes_of_a_run()
    {
        var study = Path.Combine(_folder, "study.yaml");
        File.WriteAllText(study, "corpus: { source: 'zipf:12,1.0', train: 2000, held_out: 400, document_length: 100 }\nmodel: { order: 2 }\ngenerations: 2\nseeds: 1-2\ngrid: { mixing.strategy: [replace, accumulate] }");
        var start = new ProcessStartInfo("sh", [Example("parallel.sh"), study, Path.Combine(_folder, "cells"), "2"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TEXTCOLLAPSE"] = string.Join(' ', WorkerCommand.Program);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == ExitCode.Done, said + error.Result);
        Assert.Contains("4 of 4 chains done", said, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Command.Run("run", study, "--out", Path.Combine(_folder, "run"), "--jobs", "1", "--quiet").Code);
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "run", "generations.csv")), File.ReadAllBytes(Path.Combine(_folder, "cells", "generations.csv")));
    }

    private static string Example(string name) => Path.Combine(AppContext.BaseDirectory, "Commands", "Examples", name);

    /// <summary>A test that needs GNU parallel (Debian's package <c>parallel</c>).</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class ParallelFactAttribute : FactAttribute
    {
        public ParallelFactAttribute() => Skip = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "parallel"))) ? null : "GNU parallel is not installed";
    }
}
