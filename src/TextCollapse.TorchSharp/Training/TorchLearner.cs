using System.Diagnostics;
using TextCollapse.Models;
using TextCollapse.Models.Training;
using TextCollapse.Randomness;
using TextCollapse.Torch.Devices;
using TextCollapse.Torch.Models;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Training;

/// <summary>
/// A network trained by libtorch. The number of threads is the faster of one and all, found by measuring the first batch; sums inside libtorch
/// depend on it, so a checkpoint keeps it, and two machines may differ in the last bits.
/// </summary>
internal sealed class TorchLearner : ILearner
{
    private const int MeasuredSteps = 3;
    private readonly TorchArchitecture _architecture;
    private readonly TorchNetwork _network;
    private readonly TrainingSettings _settings;
    private readonly string _deviceName;
    private readonly Device _device;
    private readonly TorchOptimizer _optimizer;
    private readonly Recollection? _state;
    private readonly Dropping? _dropping;
    private readonly ulong _dropoutSeed;
    private readonly int _allowedThreads;
    private int _threads;

    /// <param name="start">The weights to start from, with the architecture.</param>
    /// <param name="settings">How to train.</param>
    /// <param name="device">A resolved device.</param>
    /// <param name="random">Fixes dropout.</param>
    /// <param name="threads">Most threads to use.</param>
    internal TorchLearner(SafeTensors start, TrainingSettings settings, string device, RandomKey random, int threads)
    {
        (_architecture, _settings, _deviceName, _allowedThreads) = (TorchArchitecture.Of(start), settings, device, threads);
        _device = TorchDevice.Open(device);
        _network = _architecture.Create(_device);
        _network.train();
        TorchWeights.Read(_network, start);
        _optimizer = new TorchOptimizer(_network.Weights, settings);
        _state = settings.CarryState && _architecture.Carries ? _architecture.Recollect(settings.Batch, _device) : null;
        if (settings.Dropout > 0)
            _dropping = new Dropping(settings.Dropout, _device);
        _dropoutSeed = random.Stream("dropout").NextUInt64();
        _threads = threads == 1 || device != "cpu" ? 1 : 0;
    }

    /// <inheritdoc/>
    public string Description => $"torch {_deviceName} {_architecture.Description}";

    /// <summary>The threads of one operation; 0 before the first step has measured.</summary>
    internal int Threads => _threads;

    /// <summary>The network, for tests.</summary>
    internal TorchNetwork Network => _network;

    /// <inheritdoc/>
    public StepResult Step(Batch batch, double learningRate)
    {
        if (_threads == 0)
            _threads = FasterThreads(batch);
        TorchThreads.Use(_threads);
        var result = ComputeGradient(batch, _state);
        if (result.IsFinite)
            _optimizer.Step(learningRate);
        return result;
    }

    /// <summary>Loss and clipped gradient, without a change of the weights.</summary>
    internal StepResult ComputeGradient(Batch batch, Recollection? state)
    {
        using var scope = NewDisposeScope();
        if (batch.StartsFresh)
            (state as HiddenStates)?.Clear();
        var adversarial = _settings.Adversarial > 0 ? new AdversarialStep(_network, _settings.Adversarial, state as HiddenStates) : null;
        _optimizer.ForgetGradients();
        var loss = Backward(batch, state);
        if (adversarial is not null && double.IsFinite(loss))
        {
            adversarial.Move();
            loss = (loss + Backward(batch, state)) / 2;
            adversarial.End();
        }
        var norm = nn.utils.clip_grad_norm_(_network.Weights.Select(entry => entry.Parameter), _settings.Clip > 0 ? _settings.Clip : double.PositiveInfinity);
        return new StepResult(loss, norm);
    }

    /// <summary>The loss; its gradient is added to what is there.</summary>
    private double Backward(Batch batch, Recollection? state)
    {
        _dropping?.Seed(_dropoutSeed + (ulong)batch.Step);
        var symbols = tensor(Array.ConvertAll(batch.Inputs, symbol => (long)symbol), [batch.Rows, batch.Sequence], device: _device);
        var loss = TorchLoss.Mean(_settings.Loss, _network.Logits(symbols, state, _dropping), batch);
        loss.backward();
        return loss.Value();
    }

    private int FasterThreads(Batch batch)
    {
        var times = new Dictionary<int, TimeSpan>();
        foreach (var threads in new[] { 1, _allowedThreads })
        {
            TorchThreads.Use(threads);
            ComputeGradient(batch, null);
            var clock = Stopwatch.GetTimestamp();
            for (var step = 0; step < MeasuredSteps; step++)
                ComputeGradient(batch, null);
            times[threads] = Stopwatch.GetElapsedTime(clock);
        }
        return times.MinBy(entry => entry.Value).Key;
    }

    /// <inheritdoc/>
    public ILanguageModel ToModel() => TorchModel.Of(_architecture.ToFile(_network), _architecture, _deviceName, _threads);

    /// <inheritdoc/>
    public void Save(SafeTensors state)
    {
        TorchWeights.Add(state, _network);
        _optimizer.Save(state);
        state.Metadata["threads"] = _threads.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (_state is HiddenStates gru)
            for (var layer = 0; layer < gru.Layers.Length; layer++)
                TensorFile.Add(state, $"state.{layer}", gru.Layers[layer]);
    }

    /// <inheritdoc/>
    public void Load(SafeTensors state)
    {
        TorchWeights.Read(_network, state);
        _optimizer.Load(state);
        _threads = state.RequireInt("threads", 0, int.MaxValue);
        if (_state is HiddenStates gru)
            for (var layer = 0; layer < gru.Layers.Length; layer++)
                TensorFile.Read(state, $"state.{layer}", gru.Layers[layer]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _state?.Dispose();
        _dropping?.Dispose();
        _network.Dispose();
    }
}
