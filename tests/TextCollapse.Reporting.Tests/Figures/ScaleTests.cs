using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Tests.Figures;

public class ScaleTests
{
    [Theory]
    [InlineData(0, 10, "0 2 4 6 8 10")]
    [InlineData(1.93, 2.95, "2.0 2.2 2.4 2.6 2.8 3.0")]
    [InlineData(-0.3, 0.1, "−0.3 −0.2 −0.1 0.0 0.1")]
    [InlineData(0, 120_000, "0 20000 40000 60000 80000 100000 120000")]
    public void Ticks_stand_at_round_numbers(double from, double to, string labels)
    {
        var scale = Scale.Over([from, to], 0, 100, 5);
        Assert.Equal(labels, string.Join(' ', scale.Ticks.Select(scale.Label)));
    }

    [Fact]
    public void One_value_still_has_a_place() => Assert.InRange(Scale.Over([3, double.NaN], 0, 100, 5)[3], 1, 99);

    [Fact]
    public void Generations_have_no_halves() => Assert.Equal([0, 1, 2], Scale.Over([0, 2], 0, 100, 8, whole: true).Ticks);
}
