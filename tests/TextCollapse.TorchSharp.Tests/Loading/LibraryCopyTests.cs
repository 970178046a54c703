using TextCollapse.Torch.Tests.Support;

namespace TextCollapse.Torch.Tests.Loading;

public sealed class LibraryCopyTests : IDisposable
{
    private static readonly byte[] Copy = new ElfSample().Bytes();
    private readonly Temporary _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_name_follows_from_the_original_and_the_version()
    {
        var path = LibraryCopy.PathIn(_folder["cache"], "abc"u8.ToArray(), "CXX_2");
        Assert.Equal(Path.Combine(_folder["cache"], "libtorch", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.CXX_2.so"), path);
    }

    [Fact]
    public void A_copy_is_written_once_and_replaced_where_it_is_damaged()
    {
        var path = _folder["cache/libtorch/copy.so"];
        LibraryCopy.Keep(path, Copy);
        Assert.Equal(Copy, File.ReadAllBytes(path));

        var then = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, then);
        LibraryCopy.Keep(path, Copy);
        Assert.Equal(then, File.GetLastWriteTimeUtc(path));

        foreach (var damaged in new byte[][] { Copy[..100], [.. Copy[..^1], 1], [] })
        {
            File.WriteAllBytes(path, damaged);
            LibraryCopy.Keep(path, Copy);
            Assert.Equal(Copy, File.ReadAllBytes(path));
        }
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    /// <summary>The sample is no library that loads, so that both places are tried, and the loader has the last word.</summary>
    [Fact]
    public void Where_the_loader_refuses_the_copy_nothing_temporary_is_left()
    {
        var before = Temporaries();
        Assert.Throws<DllNotFoundException>(() => LibraryCopy.Load(_folder["copy.so"], [.. "not a library"u8]));
        Assert.Equal(before, Temporaries());

        static string[] Temporaries() => Directory.GetDirectories(Path.GetTempPath(), "textcollapse-*");
    }
}
