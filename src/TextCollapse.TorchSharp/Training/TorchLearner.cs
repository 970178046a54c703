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
    private readonly Tensor[] _losses;
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
        _parameters = new FlatParameters(first, settings.Optimizer, _device);
        _state = _architecture.Carries ? (HiddenStates)_architecture.NewState(settings.Batch, _device) : null;
        _replicas = [.. Enumerable.Range(0, Shards.Count(settings.Batch, rows))
            .Select(shard =>
            Create(shard == 0 ? first : _architecture.Create(_device), shard * rows, Math.Min(rows, settings.Batch - shard * rows)))];
        TorchWeights.Read(first, start);
        _losses = new Tensor[_replicas.Length];
        _threads = new ThreadTeam(Math.Min(threads, _replicas.Length));
        _optimizer = new TorchOptimizer(_parameters, settings, _device, _threads);
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
        using var scope = NewDisposeScope();
        // A diverged step ends the training, so that the update need not wait for the numbers: a GPU computes on while they are read.
        var (loss, norm) = ClippedGradient(batch);
        _optimizer.Step(Gradient, learningRate);
        var result = new StepResult(loss.Value(), norm.Value());
        // Every tensor has an object of .NET for a moment. The collector waits until they fill the processor's last cache, some hundred
        // megabytes on a server.
        if (++_sinceCollection % StepsBetweenCollections == 0)
            GC.Collect(0);
        return result;
    }

    /// <summary>Computes loss and clipped gradient without changing the weights.</summary>
    internal StepResult ComputeGradient(Batch batch)
    {
        using var scope = NewDisposeScope();
        var (loss, norm) = ClippedGradient(batch);
        return new StepResult(loss.Value(), norm.Value());
    }

    /// <summary>Loss and norm of the gradient before clipping, two scalars on the device: nothing in a step waits for the host.</summary>
    private (Tensor Loss, Tensor Norm) ClippedGradient(Batch batch)
    {
        TorchThreads.UseOne();
        _batch = batch;
        if (batch.StartsFresh)
            _state?.Clear();
        var adversarial = _settings.Adversarial > 0 ? new AdversarialStep(Network, _settings.Adversarial, _state) : null;
        Gradient.zero_();
        var loss = AddGradient();
        if (adversarial is not null)
        {
            adversarial.Move();
            loss = loss.Plus(AddGradient()).Times(0.5);
            adversarial.End();
            Gradient.Scale(0.5);
        }
        var norm = Gradient.norm();
        if (_settings.Clip > 0)
            Gradient.mul_(norm.reciprocal().Times(_settings.Clip).AtMost(1));
        return (loss, norm);
    }

    /// <summary>The loss; its gradient is added to what is there.</summary>
    private Tensor AddGradient()
    {
        foreach (var replica in _replicas.AsSpan(1))
            replica.Gradient.zero_();
        _threads.Run(_replicas.Length, _backward);
        foreach (var replica in _replicas.AsSpan(1))
            Gradient.Increase(replica.Gradient);
        var sum = zeros(1, device: _device);
        foreach (var loss in _losses)
            using (loss)
                sum.Increase(loss);
        return sum;
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
