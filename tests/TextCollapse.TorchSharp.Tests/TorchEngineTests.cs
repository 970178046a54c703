using TextCollapse.Experiments.Execution;

namespace TextCollapse.Torch.Tests;

public class TorchEngineTests
{
    private static readonly TorchEngine Engine = new();

    [TorchFact]
    public void Auto_takes_torch_where_it_loads_and_its_variant_names_versions_and_device()
    {
        Assert.Null(Engine.Unavailable);
        Assert.Equal("torch", new Engines(Engine).All.First(engine => engine.Unavailable is null).Name);
        Assert.Matches(@"^TorchSharp \d+\.\d+\.\d+ \(libtorch \d+\.\d+\.\d+, cpu\)$", Engine.Variant("cpu"));
        Assert.Throws<InputException>(() => Engine.Variant("cuda:9"));
    }
}
