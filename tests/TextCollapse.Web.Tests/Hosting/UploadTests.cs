using System.Net.Http.Headers;
using System.Text;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Hosting;

/// <summary>A rejected text redirects to the page with the lesson, the reason and the pasted text.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private ClassroomServer _server = null!;
    private HttpVisitor _teacher = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.Start();
        _teacher = await HttpVisitor.TeacherAsync(_server);
    }

    public async Task DisposeAsync()
    {
        _teacher.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_by_the_page()
    {
        var back = await _teacher.UploadAsync(TextFile(new byte[UploadedTexts.MaxBytes + (1 << 20)]));
        Assert.Contains("seed=3", back, StringComparison.Ordinal);
        Assert.Contains("is larger than 4 MB", await _teacher.PageAsync(back), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pasted_text_just_over_the_limit_is_refused_by_the_page()
    {
        var back = await _teacher.UploadAsync(pasted: new string('a', UploadedTexts.MaxBytes + 100));
        Assert.Contains("seed=3", back, StringComparison.Ordinal);
        Assert.Contains("is larger than 4 MB", await _teacher.PageAsync(back), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pasted_text_that_is_too_short_comes_back_with_the_reason()
    {
        const string Pasted = "It was a dark and stormy night.";
        var page = await _teacher.PageAsync(await _teacher.UploadAsync(pasted: Pasted));
        Assert.Contains($"has {Pasted.Length} characters; at least 12,000 are needed", page, StringComparison.Ordinal);
        Assert.Matches($@"<textarea[^>]*name=""text""[^>]*>\s*{Pasted}", page);
        // The message is at the top of the page, not in a collapsed panel.
        Assert.Contains("at least 12,000 are needed", page[page.IndexOf("<main", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_text_is_named_by_its_hash_and_the_lesson_is_kept()
    {
        var text = string.Concat(Enumerable.Repeat("word after word\n", 3000));
        var back = await _teacher.UploadAsync(TextFile(Encoding.UTF8.GetBytes(text)));
        Assert.StartsWith("/?corpus=own-", back, StringComparison.Ordinal);
        Assert.Contains("seed=3", back, StringComparison.Ordinal);
    }

    private static ByteArrayContent TextFile(byte[] bytes)
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        return file;
    }
}
