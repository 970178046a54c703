using System.Text;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Lessons;

namespace TextCollapse.Web.Tests.Lessons;

public sealed class UploadedTextsTests
{
    private readonly UploadedTexts _texts = new();

    [Fact]
    public void A_text_is_known_by_its_hash()
    {
        var bytes = Encoding.UTF8.GetBytes(Prose(20_000));
        var name = _texts.Add(bytes);
        Assert.Equal(name, _texts.Add(bytes));
        Assert.Equal(bytes, _texts.Find(name));
        Assert.Null(_texts.Find("own-0123456789abcdef"));
        Assert.NotNull(LessonSettings.FromQuery(QueryString.Parse($"corpus={name}"), out var problems));
        Assert.Empty(problems);
    }

    [Fact]
    public void Anything_but_clean_text_is_refused_with_the_reason()
    {
        Assert.Contains("at least", Refusal(Encoding.UTF8.GetBytes("short")), StringComparison.Ordinal);
        Assert.Contains("binary", Refusal([.. Encoding.UTF8.GetBytes(Prose(20_000)), 0]), StringComparison.Ordinal);
        Assert.Contains("UTF-16", Refusal([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Prose(20_000))]),
            StringComparison.Ordinal);
        Assert.Contains("not UTF-8", Refusal([.. Encoding.Latin1.GetBytes("é" + Prose(20_000))]), StringComparison.Ordinal);
        Assert.Contains("larger than", Refusal(new byte[UploadedTexts.MaxBytes + 1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_is_bounded_by_dropping_the_oldest_text()
    {
        var names = Enumerable.Range(0, UploadedTexts.MaxTexts + 1).Select(i =>
            _texts.Add(Encoding.UTF8.GetBytes($"{i} " + Prose(20_000)))).ToArray();
        Assert.Null(_texts.Find(names[0]));
        Assert.NotNull(_texts.Find(names[1]));
    }

    private string Refusal(byte[] bytes) => Assert.Throws<InputException>(() => _texts.Add(bytes)).Message;

    private static string Prose(int length) => string.Concat(Enumerable.Range(0, length / 10).Select(i => $"word{i % 97:00} on\n"));
}
