using System.Text.RegularExpressions;

namespace TextCollapse.Torch;

/// <summary>Extracts the reason from the dynamic loader's error message.</summary>
internal static partial class LoaderTrace
{
    /// <summary>The first symbol version that a library on this machine lacks; null if the message names none.</summary>
    internal static MissingVersion? Missing(string trace) => MissingVersionLine().Match(trace) is { Success: true } line
        ? new MissingVersion(line.Groups["library"].Value, line.Groups["version"].Value, line.Groups["by"].Value)
        : null;

    /// <summary>Why a library could not be loaded, as one sentence without a full stop.</summary>
    internal static string Reason(string trace)
    {
        if (Missing(trace) is { } missing)
            return missing.ToString();
        // The runtime tries several names; the message lists also those that do not exist.
        var file = MissingFile().Matches(trace).Select(match => Path.GetFileName(match.Groups["file"].Value))
            .FirstOrDefault(file => !file.Contains("LibTorchSharp", StringComparison.Ordinal));
        return file is not null
            ? $"libtorch needs {file}, which this machine does not have; install it, or rebuild if it belongs to libtorch"
            : "the native part of TorchSharp (LibTorchSharp and libtorch) is not next to the program; rebuild with TorchSharp's package";
    }

    // glibc: "/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)"
    [GeneratedRegex(@"(?<library>/\S+): version `(?<version>[A-Z]+_[\d.]+)' not found(?: \(required by (?<by>[^)]+)\))?")]
    private static partial Regex MissingVersionLine();

    // glibc: "libgomp.so.1: cannot open shared object file: No such file or directory"
    [GeneratedRegex(@"(?<file>\S+): cannot open shared object file")]
    private static partial Regex MissingFile();
}
