using TextCollapse.Models;
using TextCollapse.Models.Training;

namespace TextCollapse.Tests.Chains;

/// <summary>The managed engine, which tells how often it began to train generation 0 and how often it finished.</summary>
internal sealed class CountingEngine : IEngine
{
    private readonly ManagedEngine _engine = new();
    private int _begun, _finished;

    public string Name => _engine.Name;
    public string? Unavailable => null;
    public (int Begun, int Finished) Trainings => (_begun, _finished);

    /// <summary>Called before a training of generation 0 begins.</summary>
    public Action Before { get; init; } = () => { };

    public string Variant(string device) => _engine.Variant(device);

    public ILanguageModelTrainer Trainer(ModelOptions model, TrainingOptions training, string device) =>
        new CountingTrainer(this, _engine.Trainer(model, training, device));

    public ILanguageModel Load(string path, string device) => _engine.Load(path, device);

    private sealed class CountingTrainer(CountingEngine engine, ILanguageModelTrainer inner) : ILanguageModelTrainer
    {
        public TrainingResult Train(TrainingTask task, CancellationToken cancellation)
        {
            if (task.Random.Generation > 0)
                return inner.Train(task, cancellation);
            engine.Before();
            Interlocked.Increment(ref engine._begun);
            var trained = inner.Train(task, cancellation);
            Interlocked.Increment(ref engine._finished);
            return trained;
        }
    }
}
