using TextCollapse.Corpora;
using TextCollapse.Models.Training;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Models.Training;

public class BatchSourceTests
{
    private static readonly RandomKey Key = new(3, "batches", 0);

    [Fact]
    public void Targets_are_the_next_characters_and_boundaries_are_ignored()
    {
        var corpus = Texts("abc", "ab");
        var source = new BatchSource(corpus, new TrainingOptions { Batch = 1, Sequence = 6 }, Key);
        var batch = source.CreateBatch();
        source.Fill(batch, 0);
        Assert.Equal([3, 0, 1, 2, 3, 0], batch.Inputs.Select(x => (int)x));
        Assert.Equal([0, 1, 2, -1, 0, 1], batch.Targets);
        Assert.Equal(5, batch.Predicted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_step_gives_the_same_windows_whatever_came_before(bool carry)
    {
        var settings = new TrainingOptions { Batch = 4, Sequence = 8, CarryState = carry };
        var corpus = Texts(new string('a', 100) + "bcdefgh", "hgfedcba");
        var straight = new BatchSource(corpus, settings, Key);
        var batch = straight.CreateBatch();
        for (var step = 0; step <= 17; step++)
            straight.Fill(batch, step);
        var jumped = new BatchSource(corpus, settings, Key);
        var other = jumped.CreateBatch();
        jumped.Fill(other, 17);
        Assert.Equal(batch.Inputs, other.Inputs);
        Assert.Equal(batch.StartsFresh, other.StartsFresh);
    }

    [Fact]
    public void Carried_windows_follow_each_other_and_together_read_all_of_the_text()
    {
        var corpus = Texts(new string([.. Enumerable.Range(0, 119).Select(i => (char)('a' + i % 26))]));
        var source = new BatchSource(corpus, new TrainingOptions { Batch = 3, Sequence = 5, CarryState = true }, Key);
        var batch = source.CreateBatch();
        var lanes = new List<ushort>[3].Select(_ => new List<ushort>()).ToArray();
        for (var step = 0; step < 8; step++)
        {
            source.Fill(batch, step);
            Assert.Equal(step == 0, batch.StartsFresh);
            for (var row = 0; row < 3; row++)
                lanes[row].AddRange(batch.InputsOf(row));
        }
        Assert.Equal((ushort[])[corpus.Alphabet.Boundary, .. corpus.Documents[0].Symbols.Span], lanes.SelectMany(lane => lane));
    }

    [Fact]
    public void Documents_begin_at_the_beginning_of_windows_and_as_often_as_they_are_met()
    {
        var corpus = Texts([.. Enumerable.Range(0, 20).Select(_ => new string('a', 99))]);
        var source = new BatchSource(corpus, new TrainingOptions { Batch = 2000, Sequence = 10 }, Key);
        var batch = source.CreateBatch();
        source.Fill(batch, 0);
        var begins = 0;
        for (var row = 0; row < 2000; row++)
        {
            Assert.DoesNotContain(corpus.Alphabet.Boundary, batch.InputsOf(row)[1..].ToArray());
            begins += batch.InputsOf(row)[0] == corpus.Alphabet.Boundary ? 1 : 0;
        }
        // Of a hundred places one is a beginning, and of the nine windows that would run across it the nearer five are moved to it.
        Assert.InRange(begins, 80, 160);
    }

    [Fact]
    public void Documents_shorter_than_windows_are_read_one_after_the_other()
    {
        var corpus = Texts([.. Enumerable.Repeat("abc", 30)]);
        var source = new BatchSource(corpus, new TrainingOptions { Batch = 64, Sequence = 16 }, Key);
        var batch = source.CreateBatch();
        source.Fill(batch, 0);
        Assert.All(Enumerable.Range(0, 64).Where(row => batch.InputsOf(row)[0] == corpus.Alphabet.Boundary), row =>
            Assert.Equal([3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2], batch.InputsOf(row).ToArray().Select(x => (int)x)));
        Assert.InRange(Enumerable.Range(0, 64).Count(row => batch.InputsOf(row)[0] == corpus.Alphabet.Boundary), 48, 64);
    }

    [Fact]
    public void Windows_begin_everywhere_in_the_text()
    {
        var source = new BatchSource(Texts("abcdefgh"), new TrainingOptions { Batch = 64, Sequence = 4 }, Key);
        var batch = source.CreateBatch();
        source.Fill(batch, 0);
        Assert.Equal(5, Enumerable.Range(0, 64).Select(row => batch.InputsOf(row)[0]).Distinct().Count());
    }

    [Fact]
    public void A_paced_training_reads_the_beginning_first_and_everything_in_the_end()
    {
        var text = string.Concat(Enumerable.Range(0, 1000).Select(i => (char)(0x4E00 + i)));
        var source = new BatchSource(Texts(text), new TrainingOptions { Steps = 100, Batch = 64, Sequence = 4, Pace = new(0.2, 0.5) }, Key);
        var batch = source.CreateBatch();
        int Last(int step)
        {
            source.Fill(batch, step);
            return batch.Targets.Max();
        }
        Assert.InRange(Last(0), 150, 200);
        Assert.InRange(Last(25), 500, 601);
        Assert.InRange(Last(50), 900, 999);
    }

    [Fact]
    public void A_window_longer_than_the_text_is_refused_with_the_way_out()
    {
        var error = Assert.Throws<InputException>(() => new BatchSource(Texts("abc"), new TrainingOptions { Sequence = 64 }, Key));
        Assert.Contains("training.sequence", error.Message);
        Assert.Contains("3 characters", error.Message);
    }

    [Fact]
    public void Epochs_count_how_often_the_text_is_read()
        => Assert.Equal(25, new TrainingOptions { Epochs = 2, Batch = 4, Sequence = 10 }.StepsFor(500));

    internal static Corpus Texts(params string[] texts)
    {
        var alphabet = Alphabet.Of(texts);
        return new Corpus(alphabet, [.. texts.Select(text => new Document(alphabet.Encode(text, out _), Provenance.Real("test")))]);
    }
}
