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
            var reason = LoaderTrace.Reason($"Unable to load shared library 'LibTorchSharp' or one of its dependencies.\n{library}: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)\n/app/LibTorchSharp.so: cannot open shared object file: No such file or directory");
            Assert.Matches(@"^libtorch needs GLIBCXX_3\.4\.32; this machine's \w+-libstdc\+\+ has 3\.4\.30\.$", reason);
        }
        finally
        {
            File.Delete(library);
        }
    }

    [Fact]
    public void A_library_that_cannot_be_read_still_gives_a_reason() =>
        Assert.Equal("libtorch needs GLIBC_2.38; this machine's libm has an older one.",
            LoaderTrace.Reason("/nowhere/libm.so.6: version `GLIBC_2.38' not found (required by x)"));

    [Fact]
    public void A_missing_dependency_is_named() =>
        Assert.Equal("libtorch needs libgomp.so.1, which this machine does not have.",
            LoaderTrace.Reason("Unable to load.\nlibgomp.so.1: cannot open shared object file: No such file or directory\n/app/libLibTorchSharp: cannot open shared object file: No such file or directory"));

    [Fact]
    public void A_package_without_its_native_part_is_said_to_be_so() =>
        Assert.Equal("the native part of TorchSharp (LibTorchSharp and libtorch) is not beside the program.",
            LoaderTrace.Reason("Unable to load.\n/app/libLibTorchSharp.so: cannot open shared object file: No such file or directory"));
}
