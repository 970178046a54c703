using System.Numerics.Tensors;
using TextCollapse.Models.Kernels;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Training;

/// <summary>
/// The managed engine: trains a network on a fixed number of shards, summed in their order, so that the number of threads changes no bit.
/// Everything is allocated here; a step allocates nothing.
/// </summary>
internal sealed class NetworkLearner : ILearner
{
    private const int Chunk = 1 << 14; // floats per part of the summing and updating phases
    private readonly INetwork _network;
    private readonly TrainingOptions _settings;
    private readonly ThreadTeam _crew;
    private readonly FloatBuffer _weights;
    private readonly FloatBuffer[] _gradients;
    private readonly FloatBuffer _state;
    private readonly INetworkWorkspace[] _workspaces;
    private readonly AdamW _optimizer;
    private readonly Muon? _muon;
    private readonly AdversarialStep? _adversarial;
    private readonly double[] _losses;
    private readonly double[] _squares;
    private readonly int _rows;
    private readonly Action<int, int> _prepare, _shard, _sum, _complete, _square, _update;
    private RandomStream _dropout;
    private Batch _batch;
    private double _learningRate;
    private float _clipping;
    private int _steps;

    internal NetworkLearner(INetwork network, TrainingOptions settings, RandomKey random, ILanguageModel? start, int threads)
    {
        (_network, _settings) = (network, settings);
        _rows = network.RowsPerShard(settings.Batch);
        var shards = Shards.Count(settings.Batch, _rows);
        _crew = new ThreadTeam(Math.Min(threads, shards));
        _weights = new FloatBuffer(network.Layout.Length);
        _gradients = [.. Enumerable.Range(0, shards).Select(_ => new FloatBuffer(network.Layout.Length + network.ExtraGradient))];
        _state = new FloatBuffer(settings.Batch * network.StatePerRow);
        _workspaces = [.. Enumerable.Range(0, _crew.Workers).Select(_ => network.CreateWorkspace(_rows, settings.Sequence, settings))];
        _optimizer = new AdamW(network.Layout, settings);
        _muon = settings.Optimizer == OptimizerKind.Muon ? new Muon(network.Layout, settings, _optimizer.First, _crew.Workers) : null;
        _adversarial = settings.Adversarial > 0 ? new AdversarialStep(network, settings.Adversarial, _weights, _gradients[0], _state)
            : null;
        _losses = new double[shards];
        _squares = new double[Parts(_weights.Length)];
        _batch = new Batch(settings.Batch, settings.Sequence);
        _dropout = random.Stream("dropout");
        (_prepare, _shard, _sum, _complete, _square, _update) = (Prepare, RunShard, Sum, Complete, Square, Update);
        if (start is null)
            network.Initialise(_weights, random);
        else
            network.Load(start, _weights);
    }

    /// <inheritdoc/>
    public string Description => "managed " + _network.Description;

    internal FloatBuffer Weights => _weights;

    /// <summary>The mean gradient of the last step before clipping.</summary>
    internal FloatBuffer Gradient => _gradients[0];

    /// <inheritdoc/>
    public StepResult Step(Batch batch, double learningRate)
    {
        var result = ComputeGradient(batch);
        if (!result.IsFinite)
            return result;
        _learningRate = learningRate;
        _clipping = _settings.Clip > 0 && result.GradientNorm > _settings.Clip ? (float)(_settings.Clip / result.GradientNorm) : 1f;
        _steps++;
        _crew.Run(Matrices + _squares.Length, _update);
        return result;
    }

    /// <summary>Loss and gradient, without a change of the weights.</summary>
    internal StepResult ComputeGradient(Batch batch)
    {
        _adversarial?.Begin();
        var plain = ComputePlainGradient(batch);
        if (_adversarial is null || !plain.IsFinite)
            return plain;
        _adversarial.Move();
        var moved = ComputePlainGradient(batch);
        _adversarial.End();
        _crew.Run(_squares.Length, _square);
        return new StepResult((plain.Loss + moved.Loss) / 2, Math.Sqrt(_squares.Sum()));
    }

    private StepResult ComputePlainGradient(Batch batch)
    {
        _batch = batch;
        _crew.Run(_network.PreparationParts, _prepare);
        _crew.Run(_gradients.Length, _shard);
        _crew.Run(Parts(_gradients[0].Length), _sum);
        _crew.Run(_network.CompletionParts, _complete);
        _crew.Run(_squares.Length, _square);
        return new StepResult(_losses.Sum() / Math.Max(1, batch.Predicted), Math.Sqrt(_squares.Sum()));
    }

    /// <inheritdoc/>
    public ILanguageModel ToModel() => _network.ToModel(_weights);

    /// <inheritdoc/>
    public void Save(SafeTensors state)
    {
        state.Metadata["optimizer_steps"] = _steps.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Add("weights", _weights);
        Add("first", _optimizer.First);
        Add("second", _optimizer.Second);
        Add("state", _state);
        void Add(string name, FloatBuffer buffer) => state.Add<float>(name, buffer.Span, buffer.Length);
    }

    /// <inheritdoc/>
    public void Load(SafeTensors state)
    {
        _steps = state.RequireInt("optimizer_steps", 0, int.MaxValue);
        Read("weights", _weights);
        Read("first", _optimizer.First);
        Read("second", _optimizer.Second);
        Read("state", _state);
        void Read(string name, FloatBuffer buffer) => state.Read<float>(name, buffer.Length).CopyTo(buffer.Span);
    }

    /// <inheritdoc/>
    public void Dispose() => _crew.Dispose();

    private int Matrices => _muon?.Matrices ?? 0;

    private static int Parts(int length) => (length + Chunk - 1) / Chunk;

    private void Prepare(int part, int worker) => _network.Prepare(part, _weights);

    private void RunShard(int part, int worker)
    {
        var gradient = _gradients[part];
        gradient.Span.Clear();
        var dropout = _dropout;
        dropout.Position = ((ulong)_batch.Step * (ulong)_gradients.Length + (ulong)part) << 30;
        var first = part * _rows;
        _losses[part] = _workspaces[worker].Backward(
            new Shard(_batch, first, Math.Min(_rows, _batch.Rows - first), _settings.Loss, 1f / Math.Max(1, _batch.Predicted), dropout,
                _state), _weights, gradient);
    }

    private void Sum(int part, int worker)
    {
        var total = Range(_gradients[0], part);
        for (var shard = 1; shard < _gradients.Length; shard++)
            TensorPrimitives.Add(total, Range(_gradients[shard], part), total);
    }

    private void Complete(int part, int worker) => _network.Complete(part, _weights, _gradients[0]);

    private void Square(int part, int worker) => _squares[part] = SumOfSquares.Of(Range(_gradients[0], part, _weights.Length));

    // The matrices first: they take longest.
    private void Update(int part, int worker)
    {
        if (part < Matrices)
            _muon!.Update(part, worker, _weights, _gradients[0], _clipping, _settings.MatrixRate(_learningRate));
        else
            _optimizer.Update(_weights, _gradients[0], _clipping, _steps, _learningRate, (part - Matrices) * Chunk,
                Math.Min((part - Matrices + 1) * Chunk, _weights.Length));
    }

    private static Span<float> Range(FloatBuffer buffer, int part, int length) =>
        buffer.Slice(part * Chunk, Math.Min(Chunk, length - part * Chunk));

    private static Span<float> Range(FloatBuffer buffer, int part) => Range(buffer, part, buffer.Length);
}
