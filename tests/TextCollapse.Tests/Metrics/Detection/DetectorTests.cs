using TextCollapse.Corpora;
using TextCollapse.Metrics.Detection;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Metrics.Detection;

public class DetectorTests
{
    [Fact]
    public void At_the_solution_no_weight_can_be_changed_for_the_better()
    {
        var random = new RandomKey(1, "rows", 0).Stream("test");
        var rows = new SparseRow[30];
        var positive = new bool[30];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new([0, 1, 2], [random.NextNormal(), random.NextNormal(), random.NextNormal()]);
            positive[i] = rows[i].Values[0] + random.NextNormal() > 0.3;
        }
        var solved = LogisticRegression.Fit(rows, positive, 3, 0.1);
        // The gradient by hand: λw + Σ (p − y)x, and Σ (p − y) for the intercept.
        var gradient = new double[] { 0.1 * solved[0], 0.1 * solved[1], 0.1 * solved[2], 0 };
        for (var i = 0; i < rows.Length; i++)
        {
            var error = 1 / (1 + Math.Exp(-(rows[i].Values[0] * solved[0] + rows[i].Values[1] * solved[1] + rows[i].Values[2] * solved[2] + solved[3]))) - (positive[i] ? 1 : 0);
            for (var j = 0; j < 3; j++)
                gradient[j] += error * rows[i].Values[j];
            gradient[3] += error;
        }
        Assert.All(gradient, slope => Assert.Equal(0, slope, 1e-6));
    }

    [Fact]
    public void Features_are_counts_of_all_short_n_grams_of_length_one()
    {
        var document = Of(0, 1, 0);
        var row = new CharacterNgramFeatures(2, [document]).Row(document);
        // a twice, b, ab and ba once: 2² + 1 + 1 + 1 = 7.
        Assert.Equal([1, 1, 1, 4], row.Values.Select(value => Math.Round(value * value * 7, 12)).Order());
        Assert.Empty(new CharacterNgramFeatures(2, [document]).Row(Of(5, 6)).Values);
    }

    [Fact]
    public void Lengths_do_not_tell_real_from_written()
    {
        Document[] real = [.. Enumerable.Range(0, 20).Select(i => Drawn(i, 60))], written = [.. Enumerable.Range(100, 20).Select(i => Drawn(i, 200))];
        var test = DetectorTest.Of(new LogisticDetector(2), real, written);
        Assert.InRange(0.5, test.Lower.Value, test.Upper.Value);
        Assert.Equal(20, test.Pairs);
    }

    [Fact]
    public void Different_texts_are_told_apart_and_the_test_says_so()
    {
        Document[] real = [.. Enumerable.Range(0, 20).Select(i => Drawn(i, 100))], written = [.. Enumerable.Range(100, 20).Select(i => Of([.. Enumerable.Repeat<ushort>(0, 50), .. Enumerable.Repeat<ushort>(1, 50)]))];
        var test = DetectorTest.Of(new LogisticDetector(), real, written);
        Assert.Equal(1, test.Auc.Value);
        Assert.Equal(1, test.Upper.Value);
        Assert.InRange(test.Lower.Value, 0.8, 0.99);
        Assert.Equal(Math.Pow(0.5, 40), test.Answers.ExactP.Value, 1e-20);
    }

    [Fact]
    public void Too_few_documents_give_no_number_and_one_kind_alone_is_refused()
    {
        Assert.False(DetectorTest.Of(new LogisticDetector(), [Of(0, 1)], [Of(1, 1)]).Auc.IsDefined);
        Assert.False(DetectorTest.Of(new LogisticDetector(), [], [Of(1, 1)]).Auc.IsDefined);
        Assert.Contains("no written", Assert.Throws<InputException>(() => new LogisticDetector().Fit([Of(0)], [])).Message);
    }

    [Fact]
    public void The_interval_of_an_area_contains_it_and_narrows_with_documents()
    {
        foreach (var auc in new[] { 0, 0.3, 0.5, 0.9, 1 })
        {
            var (lower, upper) = AreaUnderRoc.Interval(auc, 25, 25);
            var (narrowLower, narrowUpper) = AreaUnderRoc.Interval(auc, 400, 400);
            Assert.True(lower.Value <= narrowLower.Value && narrowLower.Value <= auc && auc <= narrowUpper.Value && narrowUpper.Value <= upper.Value);
            Assert.True(upper.Value - lower.Value > 0.01);
            var mirrored = AreaUnderRoc.Interval(1 - auc, 25, 25);
            Assert.Equal(1 - upper.Value, mirrored.Lower.Value, 1e-9);
        }
    }

    private static Document Of(params ushort[] symbols) => new(symbols, default);

    private static Document Drawn(int seed, int length)
    {
        var random = new RandomKey(seed, "drawn", 0).Stream("test");
        return Of([.. Enumerable.Range(0, length).Select(_ => (ushort)random.NextInt(5))]);
    }
}
