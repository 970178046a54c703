using TextCollapse.Torch.Tests.Support;

namespace TextCollapse.Torch.Tests.Loading;

public sealed class NativeFilesTests : IDisposable
{
    private readonly Temporary _folder = new();

    public NativeFilesTests()
    {
        Write("libLibTorchSharp.so", new ElfSample { Needed = ["libtorch.so", "libc10.so", "libstdc++.so.6"] });
        Write("libtorch.so", new ElfSample { Needed = ["libtorch_cpu.so"] });
        Write("libtorch_cpu.so", new ElfSample { Needed = ["libc10.so", "libgomp-1.so.1"] });
        Write("libgomp-1.so.1", new ElfSample { Needed = [] });
        Write("libc10.so", new ElfSample { Needed = ["libstdc++.so.6"] });
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_library_comes_after_what_it_needs()
    {
        string[] expected = ["libc10.so", "libgomp-1.so.1", "libtorch_cpu.so", "libtorch.so", "libLibTorchSharp.so"];
        Assert.Equal(expected.Select(name => _folder[name]), Order());
        Assert.Empty(new NativeFiles([_folder["nowhere"]]).InLoadOrder());
    }

    [Fact]
    public void The_first_folder_that_has_a_library_counts()
    {
        Directory.CreateDirectory(_folder["first"]);
        File.Move(_folder["libc10.so"], _folder["first/libc10.so"]);
        Assert.Equal(Path.Combine(_folder["first"], "libc10.so"), new NativeFiles([_folder["first"], _folder[""]]).InLoadOrder()[0]);
    }

    [Fact]
    public void A_damaged_library_is_named_with_what_is_wrong()
    {
        File.WriteAllBytes(_folder["libtorch_cpu.so"], new ElfSample().Bytes()[..300]);
        Assert.StartsWith($"{_folder["libtorch_cpu.so"]} is truncated or damaged: it has 300 bytes", Refusal());
        File.WriteAllText(_folder["libtorch_cpu.so"], "a page that says 404");
        Assert.Equal($"{_folder["libtorch_cpu.so"]} is not an ELF file", Refusal());
        Write("libtorch_cpu.so", new ElfSample { Machine = 8 });
        Assert.StartsWith($"{_folder["libtorch_cpu.so"]} is built for another processor (ELF machine 8;", Refusal());
    }

    private string Refusal() => Assert.Throws<InvalidDataException>(Order).Message;

    private IReadOnlyList<string> Order() => new NativeFiles([_folder["nowhere"], _folder[""]]).InLoadOrder();

    private void Write(string name, ElfSample library) => File.WriteAllBytes(_folder[name], library.Bytes());
}
