using System.Diagnostics;

namespace TextCollapse.Cli.Tests.Commands;

/// <summary>The messages to the user if libtorch cannot be loaded, or only from a copy; the program runs from a separate folder.</summary>
public sealed class DoctorTests : IDisposable
{
    // Hard links, which need the file system of the build; replacing a link does not change the file of the build.
    private readonly string _folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", $"doctor-{Guid.NewGuid():N}"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [LibtorchFact]
    public void A_truncated_library_is_named_instead_of_ending_the_process()
    {
        var library = Native("libtorch_cpu.so");
        Copy();
        Replace(library, Read(library, 1 << 20));
        Assert.Contains($"engine torch: cannot be used here: {library} is truncated or damaged: it has 1,048,576 bytes", Doctor());

        var (code, _, error) = Run([], "run", "first-look", "--out", At("run"), "--quiet", "--set", "model.engine=torch");
        Assert.Equal(ExitCode.Wrong, code);
        Assert.Contains($"{library} is truncated or damaged", error);
        Assert.Contains("Use model.engine: managed", error);
        Assert.False(Directory.Exists(At("run")));
    }

    [LibtorchFact]
    public void Auto_takes_the_managed_engine_and_says_why()
    {
        var library = Native("libc10.so");
        Copy();
        Replace(library, "not a library"u8.ToArray());
        var (code, output, _) = Run([], "run", "first-look", "--out", At("run"), "--no-report", "--set", "model.engine=auto",
            "--set", "corpus.source=zipf:30,1.0", "--set", "corpus.train=6000", "--set", "corpus.held_out=2000", "--set", "generations=1",
            "--set", "model.hidden=8", "--set", "training.steps=2");
        Assert.Equal(ExitCode.Done, code);
        Assert.Matches(@"engine: managed\b.*, because torch cannot be used: \S*libc10\.so is not an ELF file; rebuild or reinstall to replace it\.", output);
    }

    [LibtorchFact]
    [Trait("Category", "Long")]
    public void Another_processor_and_a_missing_file_are_named()
    {
        var (library, other) = (Native("libLibTorchSharp.so"), Native("libtorch.so"));
        Copy();
        var bytes = File.ReadAllBytes(library);
        bytes[18] = 8; // MIPS
        Replace(library, bytes);
        Assert.Contains($"{library} is built for another processor (ELF machine 8;", Doctor());
        File.Delete(library);
        Assert.Contains("engine torch: cannot be used here: the native part of TorchSharp (LibTorchSharp and libtorch) is not", Doctor());
        bytes[18] = 62;
        File.WriteAllBytes(library, bytes);
        File.Delete(other);
        Assert.Contains("engine torch: cannot be used here: libtorch needs libtorch.so, which this machine does not have;", Doctor());
    }

    /// <summary>A file of the right size with invalid content, which crashes the loader, but only in the child process.</summary>
    [LibtorchFact]
    public void A_library_that_ends_the_process_ends_only_the_trial()
    {
        var library = Native("libtorch.so");
        Copy();
        var bytes = File.ReadAllBytes(library);
        bytes.AsSpan(0x400, 0x238).Fill(0xff);
        Replace(library, bytes);
        Assert.Matches("engine torch: cannot be used here: a process that loaded it exited with code [0-9]+, so a native", Doctor());
    }

    [AdaptedFact]
    public void The_changed_copy_is_named_and_two_processes_may_make_it_at_once()
    {
        Copy();
        var folder = Path.Combine(At("cache"), "libtorch");
        Parallel.For(0, 3, _ => Assert.Matches(
            @"engine torch: ready: TorchSharp .*; GLIBCXX_3\.4\.32, which libLibTorchSharp\.so requires and does not use, is optional "
            + @"in the loaded copy \(\S+/cache/libtorch/[0-9a-f]{64}\.GLIBCXX_3\.4\.32\.so\)", Doctor()));
        var copy = Assert.Single(Directory.GetFiles(folder));
        var bytes = File.ReadAllBytes(copy);
        Assert.Single(bytes.Zip(File.ReadAllBytes(Native("libLibTorchSharp.so"))), pair => pair.First != pair.Second);

        File.WriteAllBytes(copy, bytes[..5000]); // damaged since then
        Assert.Contains("engine torch: ready", Doctor());
        Assert.Equal(bytes, File.ReadAllBytes(copy));
    }

    [AdaptedFact]
    public void The_copy_can_be_forbidden()
    {
        Copy();
        Assert.Matches(@"libtorch needs GLIBCXX_3\.4\.32, and \S+ has 3\.4\..*; TEXTCOLLAPSE_LIBTORCH_PATCH=0 forbids",
            Doctor(("TEXTCOLLAPSE_LIBTORCH_PATCH", "0")));
        Assert.False(Directory.Exists(At("cache")));
    }

    [AdaptedFact]
    [Trait("Category", "Long")]
    public void Where_the_cache_cannot_be_written_a_temporary_file_serves()
    {
        Copy();
        File.WriteAllText(At("cache"), "a file where a folder should be");
        Directory.CreateDirectory(At("temporary"));
        Assert.Contains("is optional in the loaded copy (a temporary file)", Doctor(("TMPDIR", At("temporary"))));
        Assert.Empty(Directory.GetFileSystemEntries(At("temporary"), "textcollapse-*"));
        var refusal = Doctor(("TMPDIR", At("nowhere")));
        Assert.Contains($"could be written neither to {At("cache")}/libtorch (", refusal);
        Assert.Contains("free some space or set TEXTCOLLAPSE_CACHE to another folder.", refusal);
    }

    [AdaptedFact]
    [Trait("Category", "Long")]
    public void A_full_cache_and_a_read_only_one_are_no_obstacle()
    {
        if (!MountFactAttribute.CanMount)
            return;
        Copy();
        Directory.CreateDirectory(At("cache"));
        MountFactAttribute.Mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", At("cache"));
        try
        {
            Assert.Contains("is optional in the loaded copy (a temporary file)", Doctor());
            Assert.Empty(Directory.GetFiles(Path.Combine(At("cache"), "libtorch")));
            Assert.Matches(@"neither to \S+/cache/libtorch \(No space left .*\) nor to \S+/cache/ \(.*No space left .*\); free",
                Doctor(("TMPDIR", At("cache"))));
            MountFactAttribute.Mount("-o", "remount,ro", At("cache"));
            Assert.Contains("is optional in the loaded copy (a temporary file)", Doctor());
        }
        finally
        {
            MountFactAttribute.Call("umount", At("cache"));
        }
    }

    [AdaptedFact]
    public void An_older_cpp_library_in_the_search_path_is_named()
    {
        Copy();
        Directory.CreateDirectory(At("other"));
        var other = At("other/libstdc++.so.6");
        // A version with another name is missing.
        var bytes = File.ReadAllBytes(LibtorchFactAttribute.CppLibrary!);
        for (int at; (at = bytes.AsSpan().IndexOf("GLIBCXX_3.4.30\0"u8)) >= 0;)
            "GLIBCXX_3.4.03\0"u8.CopyTo(bytes.AsSpan(at));
        File.WriteAllBytes(other, bytes);
        Assert.Contains($"engine torch: cannot be used here: libtorch needs GLIBCXX_3.4.30, and {other} has 3.4.29; it was found through "
            + "LD_LIBRARY_PATH, so remove its folder from there.", Doctor(("LD_LIBRARY_PATH", At("other"))));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Native(string name) => Path.Combine(_folder, LibtorchFactAttribute.Natives, name);

    private void Copy() => Assert.Equal(0, MountFactAttribute.Call("cp", "-rl", AppContext.BaseDirectory, _folder));

    private static byte[] Read(string path, int length)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static void Replace(string path, byte[] bytes)
    {
        File.Delete(path);
        File.WriteAllBytes(path, bytes);
    }

    private string Doctor(params (string Name, string Value)[] environment)
    {
        var (code, output, error) = Run(environment, "doctor");
        Assert.Equal((ExitCode.Done, ""), (code, error));
        Assert.Contains("engine managed: ready", output);
        return output;
    }

    private (int Code, string Out, string Error) Run((string Name, string Value)[] environment, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", At(Path.GetFileName(typeof(CommandLine).Assembly.Location)), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TEXTCOLLAPSE_CACHE"] = At("cache");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}

/// <summary>A test of a build with libtorch for Linux.</summary>
internal class LibtorchFactAttribute : FactAttribute
{
    public static readonly string Natives = Path.Combine("runtimes", "linux-x64", "native");

    public LibtorchFactAttribute() =>
        Skip = OperatingSystem.IsLinux() && File.Exists(Path.Combine(AppContext.BaseDirectory, Natives, "libLibTorchSharp.so")) ? null
            : "this build has no libtorch for Linux on x86-64";

    /// <summary>The C++ library of this process.</summary>
    public static string? CppLibrary { get; } = OperatingSystem.IsLinux()
        ? File.ReadLines("/proc/self/maps").Where(line => line.Contains("/libstdc++.so.6", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf('/')..]).FirstOrDefault()
        : null;
}

/// <summary>A test of libtorch with the C++ library of GCC 12 (Debian 12, Ubuntu 22.04), too old for the package's own file.</summary>
internal sealed class AdaptedFactAttribute : LibtorchFactAttribute
{
    public AdaptedFactAttribute() => Skip ??= Has("GLIBCXX_3.4.30\0"u8) && !Has("GLIBCXX_3.4.32\0"u8) ? null : "the C++ library here is not GCC 12's";

    private static bool Has(ReadOnlySpan<byte> version) => CppLibrary is { } path && File.ReadAllBytes(path).AsSpan().IndexOf(version) >= 0;
}
