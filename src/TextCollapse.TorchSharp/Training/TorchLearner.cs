using TextCollapse.Models;
using TextCollapse.Models.Training;
using TextCollapse.Randomness;
using TextCollapse.Torch.Devices;
using TextCollapse.Torch.Models;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Training;

/// <summary>
/// A network trained by libtorch. On the CPU a batch is split into shards by its size alone, each replica of the network processes one
/// shard on one thread, and the gradients are summed in shard order, so that the result is bit-identical for any number of threads. A GPU
/// processes the whole batch at once.
/// </summary>
internal sealed class TorchLearner : ILearner
{
    private const int StepsBetweenCollections = 64;
    private readonly TorchArchitecture _architecture;
    private readonly TrainingOptions _settings;
    private readonly string _deviceName;
    private readonly Device _device;
    private readonly FlatParameters _parameters;
    private readonly TorchOptimizer _optimizer;
    private readonly HiddenStates? _state;
    private readonly Replica[] _replicas;
    private readonly double[] _losses;
    private readonly ThreadTeam _threads;
    private readonly Action<int, int> _backward;
    private readonly ulong _dropoutSeed;
    private Batch _batch;
    private int _sinceCollection;

    /// <param name="start">The initial weights, with the architecture.</param>
    /// <param name="settings">How to train.</param>
    /// <param name="device">A resolved device.</param>
    /// <param name="random">The random key of dropout.</param>
    /// <param name="threads">The maximum number of threads.</param>
    internal TorchLearner(SafeTensors start, TrainingOptions settings, string device, RandomKey random, int threads)
    {
        Allocator.KeepFreedMemory();
        (_architecture, _settings, _deviceName, _device) = (TorchArchitecture.Of(start), settings, device, TorchDevice.Open(device));
        var rows = device == "cpu" ? _architecture.RowsPerShard(settings.Batch) : settings.Batch;
        var first = _architecture.Create(_device);
        _parameters = new FlatParameters(first, _device);
        _optimizer = new TorchOptimizer(_parameters, settings, _device);
        _state = _architecture.Carries ? (HiddenStates)_architecture.NewState(settings.Batch, _device) : null;
        _replicas = [.. Enumerable.Range(0, Shards.Count(settings.Batch, rows))
            .Select(shard =>
            Create(shard == 0 ? first : _architecture.Create(_device), shard * rows, Math.Min(rows, settings.Batch - shard * rows)))];
        TorchWeights.Read(first, start);
        _losses = new double[_replicas.Length];
        _threads = new ThreadTeam(Math.Min(threads, _replicas.Length));
        _backward = Backward;
        _dropoutSeed = random.Stream("dropout").NextUInt64();
        _batch = new Batch(settings.Batch, settings.Sequence);
    }

    private Replica Create(TorchNetwork network, int firstRow, int rows)
    {
        network.train();
        var gradient = FlatParameters.Zeros(_parameters.Values.numel(), _device);
        _parameters.Attach(network, gradient);
        return new Replica(network, gradient, _state?.Streams(firstRow, rows), _settings.Dropout > 0
            ? new SeededDropout(_settings.Dropout, _device)
            : null, firstRow, rows);
    }

    /// <inheritdoc/>
    public string Description => $"torch {_deviceName} {_architecture.Description}";

    /// <summary>The first replica's network, for tests; after a step its gradient is that of the whole batch.</summary>
    internal TorchNetwork Network => _replicas[0].Network;

    private Tensor Gradient => _replicas[0].Gradient;

    /// <inheritdoc/>
    public StepResult Step(Batch batch, double learningRate)
    {
        var result = ComputeGradient(batch);
        if (result.IsFinite)
            _optimizer.Step(Gradient, learningRate);
        // Every tensor has a short-lived .NET object. The collector waits until they fill the processor's last-level cache, some hundred
        // megabytes on a server, so collect them explicitly.
        if (++_sinceCollection % StepsBetweenCollections == 0)
            GC.Collect(0);
        return result;
    }

    /// <summary>Computes loss and clipped gradient without changing the weights.</summary>
    internal StepResult ComputeGradient(Batch batch)
    {
        using var scope = NewDisposeScope();
        TorchThreads.UseOne();
        _batch = batch;
        if (batch.StartsFresh)
            _state?.Clear();
        var adversarial = _settings.Adversarial > 0 ? new AdversarialStep(Network, _settings.Adversarial, _state) : null;
        Gradient.zero_();
        var loss = AddGradient();
        if (adversarial is not null && double.IsFinite(loss))
        {
            adversarial.Move();
            loss = (loss + AddGradient()) / 2;
            adversarial.End();
            Gradient.Scale(0.5);
        }
        double norm = Gradient.norm().Value();
        if (_settings.Clip > 0 && norm > _settings.Clip)
            Gradient.Scale(_settings.Clip / norm);
        return new StepResult(loss, norm);
    }

    /// <summary>Returns the loss and adds its gradient.</summary>
    private double AddGradient()
    {
        foreach (var replica in _replicas.AsSpan(1))
            replica.Gradient.zero_();
        _threads.Run(_replicas.Length, _backward);
        foreach (var replica in _replicas.AsSpan(1))
            Gradient.Increase(replica.Gradient);
        return _losses.Sum();
    }

    private void Backward(int shard, int worker)
    {
        TorchThreads.UseOne();
        _losses[shard] = _replicas[shard]
            .Backward(_settings.Loss, _batch, _dropoutSeed + (ulong)_batch.Step * (ulong)_replicas.Length + (ulong)shard, _device);
    }

    /// <inheritdoc/>
    public ILanguageModel ToModel() => TorchModel.Of(_architecture.ToFile(Network), _architecture, _deviceName);

    /// <inheritdoc/>
    public void Save(SafeTensors state)
    {
        TorchWeights.Add(state, Network);
        _optimizer.Save(state);
        for (var layer = 0; layer < (_state?.Layers.Length ?? 0); layer++)
            TensorFile.Add(state, $"state.{layer}", _state!.Layers[layer]);
    }

    /// <inheritdoc/>
    public void Load(SafeTensors state)
    {
        TorchWeights.Read(Network, state);
        _optimizer.Load(state);
        for (var layer = 0; layer < (_state?.Layers.Length ?? 0); layer++)
            TensorFile.Read(state, $"state.{layer}", _state!.Layers[layer]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _threads.Dispose();
        foreach (var replica in _replicas)
            replica.Dispose();
        _optimizer.Dispose();
        _parameters.Dispose();
        _state?.Dispose();
    }
}
