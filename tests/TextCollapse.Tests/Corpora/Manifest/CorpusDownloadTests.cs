using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using TextCollapse.Corpora;

namespace TextCollapse.Tests.Corpora.Manifest;

public sealed class CorpusDownloadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textcollapse").FullName;
    private readonly LoopbackServer _server = new();
    private readonly TextCache _cache;
    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 30_000).Select(i => $"line {i}\n")));

    public CorpusDownloadTests()
    {
        _cache = new TextCache(Path.Combine(_folder, "cache"));
        _server.File = _bytes;
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private PublicText Text(byte[]? bytes = null) => new()
    {
        Name = "test-text",
        Description = "",
        Licence = "",
        Address = _server.Address,
        Bytes = (bytes ?? _bytes).Length,
        Sha256 = Convert.ToHexString(SHA256.HashData(bytes ?? _bytes)),
    };

    private async Task<string> Failure(PublicText text) => (await Assert.ThrowsAsync<WorkFailedException>(() => CorpusDownload.GetAsync(text, _cache))).Message;

    [Fact]
    public async Task A_text_is_downloaded_once_and_read()
    {
        var seen = new List<DownloadProgress>();
        var path = await CorpusDownload.GetAsync(Text(), _cache, new Immediate(seen.Add));
        Assert.Equal(_bytes, File.ReadAllBytes(path));
        Assert.Equal(new DownloadProgress(_bytes.Length, _bytes.Length), seen[^1]);
        Assert.Equal(path, await CorpusDownload.GetAsync(Text(), _cache));
        Assert.Single(_server.RequestedRanges);
        Assert.Equal("line 0\n", new DownloadedText(Text(), _cache).Read(1000, 7)[0]);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_gone_on_from_where_it_was()
    {
        _server.BreakAfter.Enqueue(100_000);
        _server.BreakAfter.Enqueue(50_000);
        var path = await CorpusDownload.GetAsync(Text(), _cache);
        Assert.Equal(_bytes, File.ReadAllBytes(path));
        Assert.Equal(["", "bytes=100000-", "bytes=150000-"], _server.RequestedRanges);
    }

    [Fact]
    public async Task A_download_that_failed_is_gone_on_from_by_the_next_run()
    {
        foreach (var bytes in new[] { 10_000, 10_000, 10_000, 10_000 })
            _server.BreakAfter.Enqueue(bytes);
        var message = await Failure(Text());
        Assert.Contains("run the same command again to resume", message);
        Assert.False(_cache.Has(Text()));
        Assert.Equal(_bytes, File.ReadAllBytes(await CorpusDownload.GetAsync(Text(), _cache)));
        Assert.Equal("bytes=40000-", _server.RequestedRanges[^1]);
    }

    [Fact]
    public async Task A_server_without_ranges_is_asked_for_the_whole_again()
    {
        _server.Ranges = false;
        _server.BreakAfter.Enqueue(100_000);
        Assert.Equal(_bytes, File.ReadAllBytes(await CorpusDownload.GetAsync(Text(), _cache)));
    }

    [Fact]
    public async Task Other_bytes_than_the_hash_says_are_never_used()
    {
        _server.File = [.. _bytes];
        _server.File[5000] ^= 1;
        var message = await Failure(Text());
        Assert.Contains("has the SHA-256", message);
        Assert.Contains(Text().Sha256!, message);
        Assert.False(_cache.Has(Text()));
        _server.File = _bytes;
        Assert.Equal(_bytes, File.ReadAllBytes(await CorpusDownload.GetAsync(Text(), _cache)));
    }

    [Fact]
    public async Task More_bytes_than_expected_are_refused()
    {
        _server.File = [.. _bytes, 10];
        Assert.Contains("more than the", await Failure(Text()));
    }

    [Fact]
    public async Task A_missing_page_is_reported_with_the_way_out()
    {
        _server.Status = 404;
        var message = await Failure(Text());
        Assert.Contains("answered 404", message);
        Assert.Contains($"put it unchanged at {_cache.DownloadPathOf(Text())}", message);
        Assert.Single(_server.RequestedRanges);
    }

    [Fact]
    public async Task Without_a_network_the_message_names_the_address_and_where_to_put_the_file()
    {
        _server.Dispose();
        var message = await Failure(Text());
        Assert.Contains(_server.Address.ToString(), message);
        Assert.Contains(_cache.DownloadPathOf(Text()), message);
    }

    [Fact]
    public async Task A_file_put_there_by_hand_is_checked_and_taken()
    {
        _server.Dispose();
        Directory.CreateDirectory(Path.GetDirectoryName(_cache.DownloadPathOf(Text()))!);
        File.WriteAllBytes(_cache.DownloadPathOf(Text()), _bytes);
        Assert.Equal(_bytes, File.ReadAllBytes(await CorpusDownload.GetAsync(Text(), _cache)));
    }

    [Fact]
    public async Task Only_HTTPS_is_followed_away_from_this_machine()
    {
        _server.RedirectTo = "http://example.invalid/text";
        Assert.Contains("is not HTTPS", await Failure(Text()));
        Assert.Contains("is not HTTPS", await Failure(Text() with { Address = new Uri("http://example.invalid/text") }));
        _server.RedirectTo = _server.Address.ToString();
        Assert.Contains("redirects too many times", await Failure(Text()));
    }

    [Fact]
    public async Task A_damaged_text_is_refused_and_downloaded_again()
    {
        var path = await CorpusDownload.GetAsync(Text(), _cache);
        File.WriteAllText(path, "something else");
        Assert.Contains("is damaged", Assert.Throws<InputException>(() => _cache.Open(Text())).Message);
        Assert.Equal(_bytes, File.ReadAllBytes(await CorpusDownload.GetAsync(Text(), _cache)));
    }

    [Fact]
    public void A_text_that_is_not_there_says_how_to_get_it()
        => Assert.Contains("download it (0.3 MB) with 'corpus get test-text'", Assert.Throws<InputException>(() => _cache.Open(Text())).Message);

    [Fact]
    public async Task One_entry_of_an_archive_is_unpacked_up_to_its_bound()
    {
        _server.File = Zip("folder/a.txt", "the text\n");
        var text = Text(_server.File) with { Entry = "folder/a.txt", EntryBytes = 9 };
        Assert.Equal("the text\n", File.ReadAllText(await CorpusDownload.GetAsync(text, _cache)));
        Assert.Contains("unpacks to more than 8 bytes", await Failure(text with { Name = "b", EntryBytes = 8 }));
        Assert.Contains("has no folder/b.txt", await Failure(text with { Name = "c", Entry = "folder/b.txt" }));
        Assert.Contains("SHA-256", await Failure(text with { Name = "d", Sha256 = null, TextSha256 = new string('0', 64) }));
    }

    [Fact]
    public async Task An_archive_cannot_write_outside_the_cache()
    {
        _server.File = Zip("../../escaped.txt", "x");
        await CorpusDownload.GetAsync(Text(_server.File) with { Entry = "../../escaped.txt", EntryBytes = 9 }, _cache);
        Assert.Equal(["test-text.txt", "test-text.txt.sha256"], Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)!).Order());
    }

    [Fact]
    public async Task What_is_no_archive_is_refused()
        => Assert.Contains("not a readable zip archive", await Failure(Text() with { Entry = "a", EntryBytes = 9 }));

    [Fact]
    public async Task The_frame_around_a_book_is_taken_off()
    {
        _server.File = "Title\r\n*** START OF THIS BOOK ***\r\n\r\n\r\nOne.\r\nTwo.\r\n\r\nEnd of it\r\nlicence\r\n"u8.ToArray();
        var path = await CorpusDownload.GetAsync(Text(_server.File) with { After = "*** START OF", Before = "End of" }, _cache);
        Assert.Equal("One.\nTwo.\n", File.ReadAllText(path));
    }

    [Fact]
    public void The_manifest_is_complete()
    {
        Assert.Contains(PublicText.All, text => text.Name == "tiny-shakespeare");
        Assert.Equal(PublicText.All.Count, PublicText.All.DistinctBy(text => text.Name).Count());
        Assert.All(PublicText.All, text =>
        {
            Assert.Equal("https", text.Address.Scheme);
            Assert.Matches("^[0-9a-f]{64}$", text.Sha256 ?? text.TextSha256);
            Assert.True(text.Bytes > 0 && text.Licence.Length > 0 && text.Description.Length > 0 && (text.Entry is null || text.EntryBytes > 0));
        });
    }

    private static byte[] Zip(string name, string content)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        using (var entry = new StreamWriter(zip.CreateEntry(name).Open()))
            entry.Write(content);
        return bytes.ToArray();
    }

    private sealed class Immediate(Action<DownloadProgress> report) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => report(value);
    }
}
