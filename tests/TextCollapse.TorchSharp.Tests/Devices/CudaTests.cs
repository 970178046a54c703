using TextCollapse.Models.Training;
using TextCollapse.Torch.Devices;
using TextCollapse.Torch.Tests.Support;

namespace TextCollapse.Torch.Tests.Devices;

/// <summary>The engine on a GPU, wherever there is one.</summary>
public class CudaTests
{
    private static readonly TrainingOptions Settings = new() { Steps = 60, Batch = 8, Sequence = 24, LearningRate = 5e-3, Dropout = 0.1 };

    public static TheoryData<string> Kinds => Support.Kinds.All;

    [CudaTheory, MemberData(nameof(Kinds))]
    public void A_gpu_learns_scores_and_writes_what_the_processor_does(string kind)
    {
        using var folder = new Temporary();
        using var model = Train(kind, "cuda");
        Assert.Contains("on cuda:0", model.Card.Summary);
        Assert.Equal(Support.Kinds.Loss(Train(kind, "cpu")), Support.Kinds.Loss(model), 0.05);
        model.Save(folder["model"]);
        using var same = Torch.Models.TorchModel.Load(folder["model"], "cpu");
        var text = Texts.Words(1, 70).Documents[0].Symbols.Span;
        Same.Within(1e-4, Support.Kinds.Predict(model, text), Support.Kinds.Predict(same, text));
        using var here = model.Begin(2);
        using var there = same.Begin(2);
        var (a, b) = (new float[2 * model.Alphabet.Size], new float[2 * model.Alphabet.Size]);
        for (var step = 0; step < 40; step++)
        {
            here.Append([step % 11, step % 5 == 0 ? -1 : 3]);
            there.Append([step % 11, step % 5 == 0 ? -1 : 3]);
            here.Next(a);
            there.Next(b);
            Same.Within(1e-4, a, b, $"Step {step}");
        }
    }

    [CudaTheory, MemberData(nameof(Kinds))]
    public void Several_chains_train_on_one_gpu_at_once(string kind)
    {
        var alone = Support.Kinds.Loss(Train(kind, "cuda"));
        var losses = new double[3];
        Parallel.For(0, losses.Length, chain => losses[chain] = Support.Kinds.Loss(Train(kind, "cuda")));
        Assert.All(losses, loss => Assert.Equal(alone, loss, 0.02));
    }

    [CudaFact]
    public void Auto_is_the_first_gpu() => Assert.Equal("cuda:0", TorchDevice.Resolve("auto"));

    [CudaFact]
    public void A_batch_that_a_gpu_cannot_hold_is_refused_in_one_sentence()
    {
        var failure = Assert.Throws<WorkFailedException>(() => OutOfMemory.Explained("cuda:0", () => TorchSharp.torch.empty(1L << 45, device: TorchDevice.Open("cuda:0"))));
        Assert.Contains("model.device: cpu", failure.Message);
    }

    private static Torch.Models.TorchModel Train(string kind, string device) => (Torch.Models.TorchModel)Support.Kinds.Torch(kind, Settings, device).Train(Support.Kinds.Task()).Model;
}
