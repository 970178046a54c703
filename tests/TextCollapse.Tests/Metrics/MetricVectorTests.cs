namespace TextCollapse.Tests.Metrics;

public class MetricVectorTests
{
    public static TheoryData<string> Ids => [.. MetricVector.All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Vector(string id)
    {
        var vector = MetricVector.All[id];
        if (!VectorCases.All.TryGetValue(vector.Metric, out var metric))
        {
            Assert.True(VectorCases.NotYetMapped.Contains(vector.Metric), $"{id}: no metric is mapped to '{vector.Metric}'.");
            return;
        }
        var differences = VectorComparison.Differences(vector.Expected, metric(vector.Input, vector.Params), vector.Tolerance).ToList();
        Assert.True(differences.Count == 0, $"{id}: {string.Join("; ", differences)}");
    }

    [Fact]
    public void No_metric_is_both_mapped_and_listed_as_missing()
        => Assert.DoesNotContain(VectorCases.NotYetMapped, VectorCases.All.ContainsKey);

    [Theory]
    [InlineData("1", "1.0000001", 1e-6, true)]
    [InlineData("1000", "1000.5", 1e-3, true)]
    [InlineData("1000", "1000.5", 1e-4, false)]
    [InlineData("\"inf\"", "Infinity", 1e-9, true)]
    [InlineData("\"inf\"", "1e300", 1e-9, false)]
    [InlineData("null", "0", 1e-9, false)]
    [InlineData("0", "undefined", 1e-9, false)]
    [InlineData("null", "undefined", 1e-9, true)]
    public void The_comparison_is_relative_absolute_below_one_and_keeps_undefined_apart(string expected, string actual, double tolerance, bool equal)
    {
        using var json = System.Text.Json.JsonDocument.Parse(expected);
        object? value = actual == "undefined" ? null : double.Parse(actual, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(equal, !VectorComparison.Differences(json.RootElement, value, tolerance).Any());
    }

    [Fact]
    public void The_comparison_reports_the_place_of_every_difference()
    {
        using var json = System.Text.Json.JsonDocument.Parse("""{"a":[1,2],"b":{"c":true},"d":"x"}""");
        var differences = VectorComparison.Differences(json.RootElement, new { a = new[] { 1, 3 }, b = new { c = false } }, 1e-9).ToList();
        Assert.Equal(["$.a[1]", "$.b.c", "$.d"], differences.Select(difference => difference.Split(':')[0]));
    }
}
