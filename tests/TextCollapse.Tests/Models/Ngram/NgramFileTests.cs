using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Tests.Models.Ngram;

public sealed class NgramFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"textcollapse-{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Property(MaxTest = 60)]
    public Property A_model_comes_back_as_it_was() => Prop.ForAll(NgramTexts.Cases, @case =>
    {
        var model = NgramTexts.Train(@case.Corpus, @case.Settings);
        model.Save(_path);
        var loaded = (NgramModel)ModelFile.Load(_path);
        Assert.Equal(model.Alphabet, loaded.Alphabet);
        Assert.Equal(model.Settings, loaded.Settings);
        Assert.Equal(model.Card, loaded.Card);
        Assert.Equal(model.Table.Symbols, loaded.Table.Symbols);
        Assert.True(NgramTexts.Bytes(model.Table.Nodes).SequenceEqual(NgramTexts.Bytes(loaded.Table.Nodes)));
        Assert.True(NgramTexts.Bytes(model.Table.Contexts).SequenceEqual(NgramTexts.Bytes(loaded.Table.Contexts)));
        Assert.Equal(model.Score(@case.Corpus.Documents, 1), loaded.Score(@case.Corpus.Documents, 1));
        var bytes = File.ReadAllBytes(_path);
        loaded.Save(_path);
        Assert.Equal(bytes, File.ReadAllBytes(_path));
    });

    [Fact]
    public void Every_flipped_bit_is_refused()
    {
        var bytes = Saved();
        for (var i = 0; i < bytes.Length * 8; i += 3)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[i / 8] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(_path, flipped);
            var error = Assert.Throws<InputException>(() => ModelFile.Load(_path));
            Assert.Contains(_path, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var bytes = Saved();
        for (var length = 0; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(_path, bytes[..length]);
            Assert.Throws<InputException>(() => ModelFile.Load(_path));
        }
    }

    [Fact]
    public void Another_version_and_another_kind_are_refused_by_name()
    {
        Saved();
        var other = SafeTensors.Read(_path);
        other.Metadata["format"] = "textcollapse/2";
        other.Write(_path);
        Assert.Contains("textcollapse/2", Assert.Throws<InputException>(() => ModelFile.Load(_path)).Message, StringComparison.Ordinal);
        other.Metadata["format"] = SafeTensors.Format;
        other.Metadata["kind"] = "abacus";
        other.Write(_path);
        Assert.Contains("abacus", Assert.Throws<InputException>(() => ModelFile.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("order", "7")]
    [InlineData("order", "0")]
    [InlineData("order", "2")]
    [InlineData("smoothing", "katz")]
    [InlineData("alphabet", "ab")]
    public void Metadata_that_contradicts_the_counts_is_refused(string key, string value)
    {
        Saved();
        var file = SafeTensors.Read(_path);
        file.Metadata[key] = value;
        file.Write(_path);
        Assert.Throws<InputException>(() => ModelFile.Load(_path));
    }

    private byte[] Saved()
    {
        NgramTexts.Train(NgramTexts.Corpus(4, NgramTexts.Text(4, 60, 1)), new() { Order = 3 }).Save(_path);
        return File.ReadAllBytes(_path);
    }
}
