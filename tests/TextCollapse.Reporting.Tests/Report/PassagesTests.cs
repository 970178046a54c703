using TextCollapse.Reporting.Report;

namespace TextCollapse.Reporting.Tests.Report;

public class PassagesTests
{
    [Fact]
    public void Characters_in_a_passage_of_the_other_text_are_marked()
    {
        const string sample = "xx the quick brown fox yy";
        var marked = new Passages(sample, 10).In(["a the quick brown bear", "nothing here"]);
        Assert.Equal(" the quick brown ", string.Concat(sample.Where((_, i) => marked[i])));
    }

    [Fact]
    public void Its_own_occurrence_alone_is_no_repeat()
    {
        const string sample = "abcdefghijklmnopqrstuvwxyz";
        Assert.DoesNotContain(true, new Passages(sample, 10).In([sample], times: 2));
        Assert.Equal(12, new Passages(sample, 10).In([sample + "0" + sample[3..15]], times: 2).Count(mark => mark));
    }

    [Fact]
    public void A_sample_shorter_than_a_passage_has_none() =>
        Assert.Equal([false, false, false], new Passages("abc", 10).In(["abcabcabcabcabc"]));

    [Fact]
    public void The_marks_are_those_of_a_plain_search()
    {
        var random = new Random(3);
        string Draw(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => "ab"[random.Next(2)]));
        for (var round = 0; round < 50; round++)
        {
            string sample = Draw(40), text = Draw(300);
            var expected = new bool[40];
            for (var i = 0; i + 9 <= 40; i++)
                if (text.Contains(sample.Substring(i, 9), StringComparison.Ordinal))
                    expected.AsSpan(i, 9).Fill(true);
            Assert.Equal(expected, new Passages(sample, 9).In([text]));
        }
    }
}
