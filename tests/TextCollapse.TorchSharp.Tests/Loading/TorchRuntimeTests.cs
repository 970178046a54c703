namespace TextCollapse.Torch.Tests.Loading;

public class TorchRuntimeTests
{
    [Fact]
    public void The_status_is_one_line_with_both_versions_whether_or_not_libtorch_loads()
    {
        var status = TorchRuntime.Status;
        Assert.Matches(@"^\d+\.\d+\.\d+$", status.PackageVersion);
        Assert.Matches(@"^\d+\.\d+\.\d+$", status.LibTorchVersion);
        Assert.DoesNotContain('\n', status.ToString());
        Assert.InRange(status.ToString().Length, 10, 220);
        Assert.Equal(status.Loads, status.Devices.Contains("cpu"));
    }

    [TorchFact]
    public void Where_it_loads_nothing_is_refused() => TorchRuntime.Require();
}
