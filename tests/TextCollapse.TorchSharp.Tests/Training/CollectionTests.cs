using TextCollapse.Experiments.Mitigations.Losses;
using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;
using TextCollapse.Torch.Tests.Support;

namespace TextCollapse.Torch.Tests.Training;

/// <summary>Another thread that sets off collections all the while: what libtorch reads must be held for as long as it reads.</summary>
public class CollectionTests
{
    public static TheoryData<string, string> Trainings
    {
        get
        {
            var trainings = new TheoryData<string, string>();
            foreach (var kind in new[] { "gru", "transformer" })
                foreach (var loss in Losses.Keys)
                    trainings.Add(kind, loss);
            return trainings;
        }
    }

    private static readonly Dictionary<string, ILoss> Losses = new ILoss[]
    {
        new CrossEntropy(), new LabelSmoothing(0.1), new ConfidencePenalty(0.2), new FocalLoss(2), new TruncatedCrossEntropy(0.15), new Unlikelihood(1, 3),
    }.ToDictionary(loss => loss.Name);

    [TorchTheory, MemberData(nameof(Trainings))]
    public void Training_while_another_thread_collects_gives_the_same_bytes(string kind, string loss)
    {
        var settings = new TrainingOptions { Steps = 25, Batch = 3, Sequence = 24, LearningRate = 5e-3, Dropout = 0.1, Adversarial = 0.1, Loss = Losses[loss] };
        var task = Kinds.Task() with { Threads = 1 };
        var quiet = Kinds.Torch(kind, settings).Train(task).Model;
        float[] disturbed;
        using (new Collecting())
            disturbed = Kinds.Predict(Kinds.Torch(kind, settings).Train(task).Model, task.Validation.Documents[0].Symbols.Span);
        Assert.Equal(Kinds.Predict(quiet, task.Validation.Documents[0].Symbols.Span), disturbed);
    }

    [TorchTheory, MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void Writing_while_another_thread_collects_gives_the_same_logits(string kind)
    {
        var model = Kinds.Torch(kind, new TrainingOptions { Steps = 20, Batch = 4, Sequence = 24 }).Train(Kinds.Task()).Model;
        var quiet = Write(model);
        using (new Collecting())
            Assert.Equal(quiet, Write(model));
    }

    // Streams that wait in turns, and documents longer than the context: every way through the caches.
    private static List<float[]> Write(TextCollapse.Models.ILanguageModel model)
    {
        using var continuation = model.Begin(3);
        var rows = new List<float[]>();
        for (var step = 0; step < 90; step++)
        {
            continuation.Append([step % 11, step % 5 == 0 ? -1 : 3, step % 7]);
            var logits = new float[3 * model.Alphabet.Size];
            continuation.Next(logits);
            rows.Add(logits);
        }
        return rows;
    }

    private sealed class Collecting : IDisposable
    {
        private readonly Thread _thread;
        private volatile bool _over;

        internal Collecting()
        {
            _thread = new Thread(() =>
            {
                while (!_over)
                {
                    GC.Collect(0);
                    GC.WaitForPendingFinalizers();
                }
            });
            _thread.Start();
        }

        public void Dispose()
        {
            _over = true;
            _thread.Join();
        }
    }
}
