using System.Diagnostics;
using TextCollapse.Corpora;
using TextCollapse.Models.Training;

namespace TextCollapse.Models.Benchmarking;

/// <summary>
/// How long a training takes until the model predicts held-out text so well. The clock stands still while the text is scored, every
/// <c>training.evaluate_every</c> steps; the training ends when the lowest target is reached.
/// </summary>
public static class TimeToLoss
{
    /// <summary>A look at the model.</summary>
    /// <param name="Step">Optimizer steps so far.</param>
    /// <param name="Seconds">Seconds of training so far.</param>
    /// <param name="BitsPerCharacter">Of the held-out text.</param>
    public readonly record struct Look(int Step, double Seconds, double BitsPerCharacter);

    /// <summary>Trains, and gives all looks.</summary>
    /// <param name="trainer">The model and its training.</param>
    /// <param name="task">The training text; its watch is not used.</param>
    /// <param name="heldOut">What is scored.</param>
    /// <param name="target">Bits per character at which the training ends.</param>
    /// <param name="cancellation">Ends it without a result.</param>
    public static IReadOnlyList<Look> Measure(ILanguageModelTrainer trainer, TrainingTask task, Corpus heldOut, double target,
        CancellationToken cancellation)
    {
        var looks = new List<Look>();
        var clock = Stopwatch.StartNew();
        trainer.Train(task with { Watch = Watch }, cancellation);
        return looks;

        bool Watch(int step, ILearner learner)
        {
            clock.Stop();
            var model = learner.ToModel();
            var nats = model.Score(heldOut.Documents, task.Threads).Sum(document => document.Sum());
            (model as IDisposable)?.Dispose();
            looks.Add(new(step, clock.Elapsed.TotalSeconds, nats / heldOut.Characters / Math.Log(2)));
            clock.Start();
            return looks[^1].BitsPerCharacter > target;
        }
    }
}
