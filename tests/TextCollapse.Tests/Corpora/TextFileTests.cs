using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TextCollapse.Corpora;

namespace TextCollapse.Tests.Corpora;

public sealed class TextFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textcollapse").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, params byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private static IReadOnlyList<string> Read(string path, long characters = long.MaxValue / 2) => new FileText(path).Read(characters, 2000);

    private static string Message(Func<object> read) => Assert.Throws<InputException>(read).Message;

    [Fact]
    public void A_byte_order_mark_is_taken_off_and_line_ends_become_line_feeds()
        => Assert.Equal("a\nb\n\nc\nd\n", Assert.Single(Read(Write("a.txt", [0xEF, 0xBB, 0xBF, .. "a\r\nb\r\rc\nd\r\n"u8]))));

    [Fact]
    public void An_invalid_byte_is_named_with_its_offset_and_line()
    {
        var message = Message(() => Read(Write("latin.txt", [.. "abc\nd\n"u8, (byte)'e', 0xE9, (byte)' ', (byte)'x'])));
        Assert.Contains("latin.txt:3: byte 7 is the byte 0xE9, which is not UTF-8", message);
        Assert.Contains("iconv", message);
    }

    [Fact]
    public void A_character_cut_off_at_the_end_of_the_file_is_invalid()
        => Assert.Contains("byte 2 is the byte 0xC3", Message(() => Read(Write("cut.txt", (byte)'a', (byte)'b', 0xC3))));

    [Fact]
    public void A_binary_file_is_named_by_its_first_NUL()
        => Assert.Contains("b.txt:2: byte 4 is a NUL byte: this is a binary file", Message(() => Read(Write("b.txt", "é\nx\0y"))));

    [Fact]
    public void Other_control_characters_are_named()
    {
        Assert.Contains("byte 6 is the control character U+001B", Message(() => Read(Write("e.txt", [0xEF, 0xBB, 0xBF, .. "ab\t\x1B[0m"u8]))));
        Assert.Contains("U+0085", Message(() => Read(Write("c1.txt", "a\u0085b"))));
    }

    [Theory]
    [InlineData("1F8B0800", "a gzip file: decompress it first, for instance with gunzip")]
    [InlineData("504B0304", "a zip file")]
    [InlineData("255044462D312E37", "a PDF file")]
    [InlineData("28B52FFD", "a zstd file")]
    public void A_file_of_another_kind_is_named_with_the_way_to_its_text(string beginning, string said)
        => Assert.Contains($"byte 0 is the beginning of {said}", Message(() => Read(Write("other", [.. Convert.FromHexString(beginning), .. "text"u8]))));

    [Fact]
    public void A_byte_order_mark_in_the_middle_is_named()
        => Assert.Contains("joined.txt:2: byte 2 is a byte-order mark (U+FEFF) in the middle of the text", Message(() => Read(Write("joined.txt", [.. "a\n"u8, 0xEF, 0xBB, 0xBF, .. "b\n"u8]))));

    [Fact]
    public void A_file_in_UTF_16_is_recognised()
        => Assert.Contains("UTF-16", Message(() => Read(Write("w.txt", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("wide")]))));

    [Fact]
    public void An_empty_file_and_one_of_only_a_byte_order_mark_are_refused()
    {
        Assert.Contains("empty", Message(() => Read(Write("0.txt", ""))));
        Assert.Contains("empty", Message(() => Read(Write("bom.txt", 0xEF, 0xBB, 0xBF))));
    }

    [Fact]
    public void A_missing_file_is_reported_with_the_nearest_name()
    {
        Write("novel.txt", "x");
        Assert.Contains("no such file; the nearest name in this folder is novel.txt", Message(() => Read(Path.Combine(_folder, "nowel.txt"))));
        Assert.Contains("nor the folder", Message(() => Read(Path.Combine(_folder, "none", "novel.txt"))));
    }

    [Fact]
    public void The_texts_of_a_folder_are_read_in_the_order_of_their_paths_each_by_itself()
    {
        Write("b.txt", "second");
        Write("a/z.md", "first");
        Write("c.TXT", "third");
        Write("ignored.png", 0, 1, 2);
        Assert.Equal(["first", "second", "third"], Read(_folder));
    }

    [Fact]
    public void A_folder_without_texts_is_refused() => Assert.Contains("no text in this folder", Message(() => Read(_folder)));

    [Fact]
    public void Every_faulty_file_of_a_folder_is_reported_at_once()
    {
        Write("a.txt", (byte)0);
        Write("b.txt", "fine");
        Write("c.txt", 0xFF);
        var problems = Assert.Throws<InputException>(() => Read(_folder)).Problems;
        Assert.Equal(["a.txt:1", "c.txt:1"], problems.Select(problem => Path.GetFileName(problem.Place)));
    }

    [Property(MaxTest = 50)]
    public Property The_blocks_of_a_large_file_are_the_file()
        => Prop.ForAll(Gen.Elements("a", "é", "😀", " ", "\n", "word ", "longer line\n").ArrayOf(300).Select(string.Concat).ToArbitrary(), text =>
        {
            var path = Write("large.txt", text);
            return string.Concat(new TextFile(path, wholeBytes: 0, blockBytes: 64).Read(long.MaxValue, default)) == text;
        });

    [Fact]
    public void Of_a_large_file_only_what_is_wanted_is_read_at_even_distances()
    {
        var path = Write("large.txt", string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i:D9}\n")));
        var blocks = new TextFile(path, wholeBytes: 1000, blockBytes: 500).Read(10_000, default);
        Assert.InRange(blocks.Sum(block => block.Length), 10_000, 10_600);
        var firsts = blocks.Select(block => int.Parse(block.AsSpan(0, 9), CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(firsts.Order(), firsts);
        Assert.All(firsts.Zip(firsts[1..]), pair => Assert.InRange(pair.Second - pair.First, 50, 1000));
        Assert.InRange(firsts[^1], 9000, 10_000);
    }

    [Fact]
    public void A_fault_deep_in_a_large_file_has_its_true_line_and_offset()
    {
        var path = Write("large.txt", [.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("123456789\n", 1000))), (byte)'x', 0xFF, (byte)'\n']);
        Assert.Contains(":1001: byte 10001 is", Message(() => new TextFile(path, wholeBytes: 10, blockBytes: 300).Read(long.MaxValue, default)));
    }
}
