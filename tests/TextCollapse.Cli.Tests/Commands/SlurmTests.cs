using System.Diagnostics;
using System.Text.RegularExpressions;

namespace TextCollapse.Cli.Tests.Commands;

/// <summary>A study with a real Slurm: submitted, one task preempted, one killed, collected, the rest resubmitted.</summary>
public sealed partial class SlurmTests : IDisposable
{
    private const string Study = """
        name: cluster
        corpus: { source: "zipf:30,1.0", train: 20_000, held_out: 2000, document_length: 500 }
        model: { kind: gru, engine: managed, hidden: 48, embedding: 16 }
        training: { steps: 600, batch: 16, sequence: 32 }
        generations: 8
        seeds: 1-2
        grid: { mixing.strategy: [replace, accumulate] }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("slurm").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SlurmFact]
    public void A_study_under_Slurm_with_a_preempted_and_a_killed_task_gives_the_bytes_of_a_local_run()
    {
        var (study, run) = (Path.Combine(_folder, "study.yaml"), Path.Combine(_folder, "run"));
        File.WriteAllText(study, Study);
        var (array, collect) = Submit(study, run);

        // The program of the second task is killed, the first one is interrupted, each during its chain.
        Wait("the second task's first generations", () => File.Exists(Chain("accumulate", 1, "gen-01/done.json")));
        using (var program = Process.GetProcessById(int.Parse(File.ReadAllText(Chain("accumulate", 1, "chain.holder")).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)))
            program.Kill();
        Wait("the first task's first generations", () => File.Exists(Chain("replace", 1, "gen-01/done.json")));
        Slurm("scancel", "--signal=USR2", $"{array}_0");
        Wait("the collecting step", () => Queue().Length == 0);

        var account = Slurm("scontrol", "show", "job", array) + Slurm("scontrol", "show", "job", collect);
        // scancel may send its signal again after the task has restarted.
        Assert.InRange(Restarts(array, 0), 1, 3);
        var collected = File.ReadAllText(Path.Combine(run, "slurm", $"collect-{collect}.log"));
        Assert.Contains("3 of 4 chains done", collected, StringComparison.Ordinal);
        Assert.Contains("missing: index 1, arm accumulate, seed 1", collected, StringComparison.Ordinal);

        var (again, last) = Submit(study, run);
        Wait("the second submission", () => Queue().Length == 0);
        account += Slurm("scontrol", "show", "job", again) + Slurm("scontrol", "show", "job", last);
        File.WriteAllText(Path.Combine(SlurmFactAttribute.Folder!, "account.txt"),
            string.Join('\n', account.Split('\n').Where(line => Telling().IsMatch(line)).Select(line => line.Trim())) + "\n" + collected + Log($"{array}_0"));
        Assert.Contains("4 of 4 chains done", File.ReadAllText(Path.Combine(run, "slurm", $"collect-{last}.log")), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Command.Run("run", study, "--out", Path.Combine(_folder, "local"), "--jobs", "1", "--quiet").Code);
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "local", "generations.csv")), File.ReadAllBytes(Path.Combine(run, "generations.csv")));
        Assert.Equal(ExitCode.Done, Command.Run("submit", study, "--out", run).Code);

        string Chain(string arm, int seed, string file) => Path.Combine(run, "cells", arm, $"seed-{seed}", file);
        string Log(string name) => Path.Combine(run, "slurm", $"{name}.log") is var path && File.Exists(path) ? File.ReadAllText(path) : "";
    }

    private static (string Array, string Collect) Submit(string study, string run)
    {
        var submit = Command.Run("submit", study, "--out", run);
        Assert.True(submit.Code == ExitCode.Done, submit.Error);
        var numbers = Numbers().Match(submit.Out);
        Assert.True(numbers.Success, submit.Out);
        return (numbers.Groups[1].Value, numbers.Groups[2].Value);
    }

    private static int Restarts(string array, int task) => int.Parse(RestartsOf().Match(Slurm("scontrol", "show", "job", $"{array}_{task}")).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Queue() => Slurm("squeue", "--noheader").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static void Wait(string what, Func<bool> done)
    {
        var clock = Stopwatch.StartNew();
        while (!done())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(3), $"{what} did not come within three minutes; the queue: {string.Join(" | ", Queue())}");
            Thread.Sleep(50);
        }
    }

    private static string Slurm(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return said;
    }

    [GeneratedRegex(@"array (\d+).*job (\d+) collects")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"Restarts=(\d+)")]
    private static partial Regex RestartsOf();

    [GeneratedRegex("JobId=|JobState=|Restarts=|RunTime=")]
    private static partial Regex Telling();
}
