using TextCollapse.Chains;

namespace TextCollapse.Tests.Chains;

public class MeterWarmUpTests
{
    [Fact]
    public void It_measures_what_a_generation_is_measured_by()
        => Assert.All(MeterWarmUp.Measure().Where(column => column.Key is "bpc_real" or "distinct_8" or "jensen_shannon_4" or "js_gen0" or "copied_earlier_50" or "floor_bpc_real"),
            column => Assert.True(column.Value.IsDefined, column.Key));
}
