using System.Text.RegularExpressions;

namespace TextCollapse.Torch;

/// <summary>Reads the one reason out of the dynamic loader's page.</summary>
internal static partial class LoaderTrace
{
    /// <summary>Why a library did not load, in one sentence.</summary>
    internal static string Reason(string trace)
    {
        if (MissingVersion().Match(trace) is { Success: true } missing)
        {
            var (library, tag, needed) = (missing.Groups["library"].Value, missing.Groups["tag"].Value, missing.Groups["version"].Value);
            var has = Newest(library, tag);
            return $"libtorch needs {tag}_{needed}; this machine's {Path.GetFileName(library).Split(".so")[0]} has {has ?? "an older one"}.";
        }
        if (MissingFile().Match(trace) is { Success: true } file && !file.Groups["file"].Value.Contains("LibTorchSharp", StringComparison.Ordinal))
            return $"libtorch needs {Path.GetFileName(file.Groups["file"].Value)}, which this machine does not have.";
        return "the native part of TorchSharp (LibTorchSharp and libtorch) is not beside the program.";
    }

    /// <summary>The newest version of a symbol set that a library defines (<c>3.4.30</c> of <c>GLIBCXX</c>); null if it cannot be read.</summary>
    internal static string? Newest(string library, string tag)
    {
        try
        {
            var versions = Regex.Matches(System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(library)), $@"\b{tag}_(\d+(?:\.\d+)+)\0");
            return versions.Select(match => Version.Parse(match.Groups[1].Value)).DefaultIfEmpty().Max()?.ToString();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    // glibc: "/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by …)"
    [GeneratedRegex(@"(?<library>/\S+): version `(?<tag>[A-Z]+)_(?<version>[\d.]+)' not found")]
    private static partial Regex MissingVersion();

    // glibc: "libgomp.so.1: cannot open shared object file: No such file or directory"
    [GeneratedRegex(@"(?<file>\S+): cannot open shared object file")]
    private static partial Regex MissingFile();
}
