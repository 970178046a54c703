using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Tests.Figures;

public class StackingTests
{
    [Fact]
    public void Labels_that_do_not_meet_stand_where_they_wish() => Assert.Equal([10, 50, 30], Stacking.Place([10, 50, 30], 15, 0, 100));

    [Fact]
    public void Labels_that_meet_move_apart_evenly_and_keep_their_order() =>
        Assert.Equal([57.5, 42.5], Stacking.Place([51, 49], 15, 0, 100));

    [Fact]
    public void Labels_stay_between_the_ends_and_apart()
    {
        var places = Stacking.Place([99, 98, 97, 2, 96], 10, 0, 100).Order().ToArray();
        Assert.InRange(places[0], 0, 100);
        Assert.Equal(100, places[^1]);
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 10 - 1e-9));
    }
}
