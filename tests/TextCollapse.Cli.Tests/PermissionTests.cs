using System.Diagnostics;

namespace TextCollapse.Cli.Tests;

/// <summary>The error message and the kept files of a run that loses write permission to its folder.</summary>
[Trait("Category", "Long")]
public sealed class PermissionTests : IDisposable
{
    private const string Generations = "60";
    private readonly string _folder = Directory.CreateTempSubdirectory("permission").FullName;

    public void Dispose()
    {
        Restrict("u+w");
        Directory.Delete(_folder, recursive: true);
    }

    [OrdinaryUserFact]
    public void A_folder_that_may_no_longer_be_written_to_is_named_and_loses_nothing()
    {
        OrdinaryUserFactAttribute.GiveAway(_folder);
        using (var run = Start())
        {
            var said = run.StandardError.ReadToEndAsync();
            while (!run.HasExited && Done().Length < 3)
                Thread.Sleep(1);
            Restrict("u-w");
            run.WaitForExit();
            Assert.Equal(ExitCode.Failed, run.ExitCode);
            Assert.Contains("is denied", said.Result, StringComparison.Ordinal);
            Assert.Contains(_folder, said.Result, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", said.Result, StringComparison.Ordinal);
        }
        var before = Done();
        var hashes = before.Select(File.ReadAllText).ToArray();
        Assert.InRange(before.Length, 3, int.Parse(Generations, System.Globalization.CultureInfo.InvariantCulture));
        Restrict("u+w");
        using (var run = Start())
        {
            run.StandardError.ReadToEnd();
            run.WaitForExit();
            Assert.Equal(ExitCode.Done, run.ExitCode);
        }
        Assert.Equal(hashes, before.Select(File.ReadAllText));
    }

    private string[] Done()
    {
        try
        {
            return [.. Directory.EnumerateFiles(_folder, "done.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private void Restrict(string mode) => OrdinaryUserFactAttribute.Call("chmod", "-R", mode, _folder);

    private Process Start() => Process.Start(OrdinaryUserFactAttribute.Command("dotnet", "exec", typeof(CommandLine).Assembly.Location, "run", "first-look", "--out", Path.Combine(_folder, "run"), "--quiet", "--no-report",
        "--set", "corpus.source=zipf:30,1.0", "--set", "corpus.train=6000", "--set", "corpus.held_out=2000",
        "--set", $"generations={Generations}", "--set", "model.kind=ngram", "--set", "model.order=4"))!;
}

/// <summary>A test of a process that is subject to file permissions. For root, the process runs as user nobody, if that user can read the program.</summary>
internal sealed class OrdinaryUserFactAttribute : FactAttribute
{
    private static readonly string[] Nobody = Environment.UserName == "root" ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];

    public OrdinaryUserFactAttribute() => Skip = OperatingSystem.IsWindows() ? "file permissions of this kind are not Windows'" : CanRun() ? null : "another user than root cannot run the program where it lies";

    public static ProcessStartInfo Command(params string[] words)
    {
        string[] all = [.. Nobody, .. words];
        return new(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["HOME"] = Path.GetTempPath() } };
    }

    public static void GiveAway(string folder)
    {
        if (Nobody.Length > 0)
            Call("chown", "65534:65534", folder);
    }

    public static void Call(string program, params string[] words)
    {
        using var process = Process.Start(program, words);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static bool CanRun()
    {
        try
        {
            using var process = Process.Start(Command("dotnet", "exec", typeof(CommandLine).Assembly.Location, "--help"))!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
