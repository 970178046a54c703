namespace TextCollapse.MLNet.Tests;

public class MLNetStatusTests
{
    [Fact]
    public void The_package_s_version_is_known_and_it_works_here()
    {
        Assert.Null(MLNetStatus.Here.Unavailable);
        Assert.StartsWith("5.0.1", MLNetStatus.Here.Version, StringComparison.Ordinal);
    }
}
