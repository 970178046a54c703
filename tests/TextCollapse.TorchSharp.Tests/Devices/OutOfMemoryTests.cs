using System.Runtime.InteropServices;
using TextCollapse.Torch.Devices;

namespace TextCollapse.Torch.Tests.Devices;

public class OutOfMemoryTests
{
    [TorchFact]
    public void What_libtorch_cannot_allocate_is_said_in_one_sentence_with_the_way_out()
    {
        var failure = Assert.Throws<WorkFailedException>(() => OutOfMemory.Explained("cpu", () => TorchSharp.torch.empty(1L << 50)));
        Assert.Contains("training.batch", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void A_full_gpu_offers_the_processor_and_the_managed_engine()
    {
        var failure = Assert.Throws<WorkFailedException>(() => OutOfMemory.Explained<int>("cuda:0", () =>
            throw new AggregateException(new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 139 GiB"))));
        Assert.Contains("cuda:0", failure.Message);
        Assert.Contains("model.device: cpu", failure.Message);
        Assert.Contains("model.engine: managed", failure.Message);
    }

    [Fact]
    public void Other_failures_pass_through() =>
        Assert.Throws<ExternalException>(() => OutOfMemory.Explained<int>("cuda:0", () => throw new ExternalException("CUDA error: device-side assert triggered")));
}
