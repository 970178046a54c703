using System.Text;
using System.Text.Json;
using TextCollapse.Experiments.Analysis;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Analysis;

public sealed class ForeignTextTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_says_the_encoding(string name)
    {
        File.WriteAllText(_path, "straße\r\nπ", Encoding.GetEncoding(name));
        Assert.Equal(["straße\nπ"], ForeignText.Documents(_path, null, 2000));
    }

    [Fact]
    public void An_encoding_that_is_named_is_used()
    {
        File.WriteAllText(_path, "straße", Encoding.Latin1);
        Assert.Equal(["straße"], ForeignText.Documents(_path, Encoding.Latin1, 2000));
        Assert.Contains("--encoding", Assert.Throws<InputException>(() => ForeignText.Documents(_path, null, 2000).ToArray()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_of_our_own_files_come_back_as_they_were()
    {
        File.WriteAllText(_path, "one\n\f\ntwo\f\n\nthree\f\n");
        Assert.Equal(["one\n", "two", "\nthree"], ForeignText.Documents(_path, null, 2000));
    }

    [Theory]
    [InlineData("-12.5", 12.5)]
    [InlineData("[-1.5, -2.25]", 3.75)]
    [InlineData("\"-3.5\"", 3.5)]
    [InlineData("\"[-1.5, -2.5]\"", 4.0)]
    [InlineData("0", 0.0)]
    [InlineData("-1", null)]
    [InlineData("-9999", null)]
    [InlineData("0.3", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("\"-inf\"", null)]
    [InlineData("null", null)]
    [InlineData("[-1.5, -100]", null)]
    [InlineData("[]", null)]
    public void A_stand_in_is_no_log_probability(string field, double? nats)
    {
        var read = new LogProbabilities();
        var value = read.Nats(JsonDocument.Parse(field).RootElement);
        Assert.Equal(nats, value.IsDefined ? value.Value : null);
        Assert.Equal(nats is null, read.Note is not null);
    }

    [Fact]
    public void A_sample_is_of_whole_documents_by_chance_and_the_same_each_time()
    {
        static DocumentSample Sample()
        {
            var sample = new DocumentSample(1000, new RandomKey(1, "arm", 0));
            for (var i = 0; i < 1000; i++)
                sample.Add($"document {i:D4}", Measurement.Undefined("no log"));
            return sample;
        }
        var (one, other) = (Sample(), Sample());
        Assert.Equal((1000, 13_000), (one.Documents, one.Characters));
        Assert.InRange(one.KeptUnits, 988, 1000);
        var kept = one.Take(500);
        Assert.Equal(500, kept.Sum(document => document.Length));
        Assert.Equal(kept, other.Take(500));
        Assert.Equal(kept.OrderBy(document => document.Index), kept);
        // By chance over all documents: the mean of uniform numbers below 1000 is 499.5 ± 289/√77.
        Assert.InRange(one.Take(10_000).Average(document => (double)document.Index), 499.5 - 4 * 33, 499.5 + 4 * 33);
        var (half, rest) = one.Halves();
        Assert.Empty(half.Select(document => document.Index).Intersect(rest.Select(document => document.Index)));
    }

    [Fact]
    public void Words_and_punctuation_marks_are_units()
    {
        const string Text = "It's the end, isn't it? C'est l'été 42.";
        Assert.Equal(["It's", "the", "end", ",", "isn't", "it", "?", "C'est", "l'été", "42", "."],
            UnitCoding.Split(Text).Select(word => Text.Substring(word.From, word.Length)));
        var coding = UnitCoding.Words(["a b a", "c"]);
        Assert.Equal(coding.Encode("a"), coding.Encode("a b a")[..1]);
        Assert.Equal(3, coding.Encode("a b a").Length);
        Assert.Equal(coding.Encode("unknown"), coding.Encode("strange"));
        Assert.NotEqual(coding.Encode("unknown"), coding.Encode("a"));
    }
}
