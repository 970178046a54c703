using System.Globalization;

namespace TextCollapse.Torch.Tests.Loading;

public class LoaderTraceTests
{
    [Fact]
    public void A_library_that_is_too_old_is_named_with_what_is_needed_and_what_is_there()
    {
        var library = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}-libstdc++.so.6");
        File.WriteAllBytes(library, "xGLIBCXX_3.4.9\0GLIBCXX_3.4.30\0GLIBCXX_DEBUG\0GLIBCXX_3.4.8\0"u8.ToArray());
        try
        {
            var reason = LoaderTrace.Reason("Unable to load shared library 'LibTorchSharp' or one of its dependencies.\n"
                + $"{library}: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)\n"
                + "/app/LibTorchSharp.so: cannot open shared object file: No such file or directory");
            Assert.Equal($"libtorch needs GLIBCXX_3.4.32, and {library} has 3.4.30; a newer Linux has it (Debian 12, Ubuntu 22.04 or later)", reason);
        }
        finally
        {
            File.Delete(library);
        }
    }

    [Fact]
    public void A_library_that_cannot_be_read_still_gives_a_reason() =>
        Assert.Equal("libtorch needs GLIBC_2.38, and /nowhere/libm.so.6 has an older one; a newer Linux has it (Debian 12, Ubuntu 22.04 or later)",
            LoaderTrace.Reason("/nowhere/libm.so.6: version `GLIBC_2.38' not found (required by x)"));

    [Theory]
    [InlineData("{0}\n{1}\n{1}")]
    [InlineData("{1}\n{0}\n{1}")]
    public void A_missing_dependency_is_named_wherever_it_is_in_the_page(string page)
    {
        const string Dependency = "libgomp.so.1: cannot open shared object file: No such file or directory";
        const string Name = "/app/LibTorchSharp.so: cannot open shared object file: No such file or directory";
        Assert.Equal("libtorch needs libgomp.so.1, which this machine does not have; install it, or rebuild if it belongs to libtorch",
            LoaderTrace.Reason(string.Format(CultureInfo.InvariantCulture, $"Unable to load.\n{page}", Dependency, Name)));
    }

    [Fact]
    public void A_package_without_its_native_part_is_said_to_be_so() =>
        Assert.Equal("the native part of TorchSharp (LibTorchSharp and libtorch) is not next to the program; rebuild with TorchSharp's package",
            LoaderTrace.Reason("Unable to load.\n/app/libLibTorchSharp.so: cannot open shared object file: No such file or directory"));

    [Fact]
    public void Which_version_is_missing_where_and_for_whom_is_read()
    {
        Assert.Equal(new MissingVersion("/usr/lib/libstdc++.so.6", "GLIBCXX_3.4.32", "/app/a b/libLibTorchSharp.so"),
            LoaderTrace.Missing("/usr/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/a b/libLibTorchSharp.so)"));
        Assert.Equal(new MissingVersion("/lib/libm.so.6", "GLIBC_2.38", ""), LoaderTrace.Missing("/lib/libm.so.6: version `GLIBC_2.38' not found"));
        Assert.Null(LoaderTrace.Missing("libgomp.so.1: cannot open shared object file: No such file or directory"));
    }
}
