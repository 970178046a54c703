using System.Diagnostics;

namespace TextCollapse.Cli.Tests;

/// <summary>The error message and the kept files of a run whose disk becomes full or read-only, on a separate small file system.</summary>
public sealed class DiskTests : IDisposable
{
    private const string Small = "size=900k";
    private static readonly string[] Counting = ["corpus.train=40000", "generations=5", "model.kind=ngram", "model.order=4"];
    private readonly string _folder = Directory.CreateTempSubdirectory("disk").FullName;

    public DiskTests()
    {
        if (MountFactAttribute.CanMount)
            MountFactAttribute.Mount("-t", "tmpfs", "-o", Small, "tmpfs", _folder);
    }

    public void Dispose()
    {
        MountFactAttribute.Call("umount", _folder);
        Directory.Delete(_folder, recursive: true);
    }

    [MountFact]
    public void A_full_disk_is_named_and_with_room_the_run_goes_on_to_the_same_bytes()
    {
        var (exit, error) = Run(_folder);
        Assert.Equal((ExitCode.Failed, true), (exit, error.Contains("Free some space", StringComparison.Ordinal)));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        MountFactAttribute.Mount("-o", "remount,size=100m", _folder);
        Assert.Equal((ExitCode.Done, ""), Run(_folder));
        Assert.Equal(Undisturbed(), File.ReadAllBytes(Path.Combine(_folder, "run", "generations.csv")));
    }

    [MountFact]
    [Trait("Category", "Long")]
    public void A_disk_without_room_for_the_model_that_chains_share_is_named_and_with_room_the_run_goes_on_to_the_same_bytes()
    {
        string[] large =
        [
            "model.kind=gru", "model.engine=managed", "model.hidden=256", "training.steps=2", "corpus.train=4000", "generations=1",
        ];
        var (exit, error) = Run(_folder, large);
        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains("models/seed-1-", error, StringComparison.Ordinal);
        Assert.Contains("Free some space", error, StringComparison.Ordinal);
        MountFactAttribute.Mount("-o", "remount,size=100m", _folder);
        Assert.Equal((ExitCode.Done, ""), Run(_folder, large));
        Assert.Equal(Undisturbed(large), File.ReadAllBytes(Path.Combine(_folder, "run", "generations.csv")));
    }

    [MountFact]
    [Trait("Category", "Long")]
    public void A_disk_that_becomes_read_only_midway_is_named_and_loses_nothing()
    {
        Run(_folder);
        MountFactAttribute.Mount("-o", "remount,size=100m,ro", _folder);
        var (exit, error) = Run(_folder);
        Assert.Equal((ExitCode.Failed, true), (exit, error.Contains("is not writable", StringComparison.Ordinal)));
        MountFactAttribute.Mount("-o", "remount,rw", _folder);
        Assert.Equal((ExitCode.Done, ""), Run(_folder));
        Assert.Equal(Undisturbed(), File.ReadAllBytes(Path.Combine(_folder, "run", "generations.csv")));
    }

    private static byte[] Undisturbed(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("undisturbed").FullName;
        try
        {
            Assert.Equal((ExitCode.Done, ""), Run(folder, settings));
            return File.ReadAllBytes(Path.Combine(folder, "run", "generations.csv"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Exit, string Error) Run(string folder, params string[] settings)
    {
        var error = new StringWriter();
        var exit = CommandLine.Invoke(
        [
            "run", "first-look", "--out", Path.Combine(folder, "run"), "--quiet", "--set", "corpus.source=zipf:30,1.0", "--set", "corpus.held_out=4000",
            .. (settings.Length > 0 ? settings : Counting).SelectMany(setting => (string[])["--set", setting]),
        ], Terminal.Over(TextWriter.Null, error, live: false));
        return (exit, error.ToString());
    }
}

/// <summary>A test that mounts a file system; skipped, with the reason, if mounting is not permitted.</summary>
internal sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute() => Skip = CanMount ? null : "mounting a file system needs root on Linux";

    public static bool CanMount { get; } = OperatingSystem.IsLinux() && Environment.UserName == "root" && TryMount();

    public static void Mount(params string[] words) => Assert.Equal(0, Call("mount", words));

    public static int Call(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Root in a container may not be permitted to mount.</summary>
    private static bool TryMount()
    {
        var folder = Directory.CreateTempSubdirectory("mount").FullName;
        var may = Call("mount", "-t", "tmpfs", "tmpfs", folder) == 0 && Call("umount", folder) == 0;
        Directory.Delete(folder);
        return may;
    }
}
