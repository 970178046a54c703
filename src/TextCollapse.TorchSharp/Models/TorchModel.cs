using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Torch.Devices;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Models;

/// <summary>A trained GRU or transformer that runs in libtorch. Saved files have the managed engine's format.</summary>
internal sealed class TorchModel : ILanguageModel, IDisposable
{
    private readonly TorchArchitecture _architecture;
    private readonly TorchNetwork _network;
    private readonly Device _device;

    private TorchModel(TorchArchitecture architecture, TorchNetwork network, Device device, ModelCard card) =>
        (_architecture, _network, _device, Card) = (architecture, network, device, card);

    /// <inheritdoc/>
    public Alphabet Alphabet => _architecture.Alphabet;

    /// <inheritdoc/>
    public ModelCard Card { get; }

    /// <summary>Reads a model saved by either engine.</summary>
    /// <param name="path">The <c>.safetensors</c> file.</param>
    /// <param name="device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="InputException">The file is missing, damaged or holds another kind of model, or the device is not
    /// available.</exception>
    /// <exception cref="WorkFailedException">libtorch cannot be loaded.</exception>
    public static TorchModel Load(string path, string device = "auto") => Of(SafeTensors.Read(path), device);

    /// <summary>Creates the model from a file that is already read.</summary>
    internal static TorchModel Of(SafeTensors file, string device)
    {
        var resolved = TorchDevice.Resolve(device);
        return Of(file, TorchArchitecture.Of(file), resolved);
    }

    /// <summary>Creates a model of these weights on a resolved device.</summary>
    internal static TorchModel Of(SafeTensors file, TorchArchitecture architecture, string device)
    {
        var place = TorchDevice.Open(device);
        using var scope = NewDisposeScope();
        var network = architecture.Create(place);
        try
        {
            TorchWeights.Read(network, file);
        }
        catch
        {
            network.Dispose();
            throw;
        }
        network.eval();
        foreach (var (_, parameter) in network.Weights)
            parameter.requires_grad = false;
        var ran = device != "cpu" ? $" on {device}" : "";
        var card = new ModelCard(architecture.Kind, "torch", network.Weights.Sum(entry => entry.Parameter.numel()),
            $"{architecture.Summary} (libtorch {TorchRuntime.Status.LibTorchVersion}{ran})");
        foreach (var (_, parameter) in network.Weights)
            parameter.DetachFromDisposeScope();
        return new TorchModel(architecture, network, place, card);
    }

    /// <inheritdoc/>
    public double[][] Score(IReadOnlyList<Document> documents, int threads)
    {
        var scores = new double[documents.Count][];
        Run(documents, threads, (document, length) => scores[document] = new double[length],
            (document, position, row, symbols) => scores[document][position] = -row[symbols[position]]);
        return scores;
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<ushort> document, Span<float> logProbabilities)
    {
        var vocabulary = Alphabet.Size;
        if (logProbabilities.Length != document.Length * vocabulary)
            throw new ArgumentException($"The buffer must have {document.Length} × {vocabulary} elements.", nameof(logProbabilities));
        var whole = new float[logProbabilities.Length];
        Run([new Document(document.ToArray(), default)], 1, (_, _) => { },
            (_, position, row, _) => row.CopyTo(whole.AsSpan(position * vocabulary)));
        whole.CopyTo(logProbabilities);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// More documents than in the managed engine, because they share libtorch's fixed overhead per operation, which the managed engine does
    /// not have.
    /// </remarks>
    public int StreamsAtOnce => TorchArchitecture.StreamsAtOnce(_device.type == TorchSharp.DeviceType.CPU);

    /// <inheritdoc/>
    public IDecodingSession Begin(int streams)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(streams);
        return OutOfMemory.Explained(_device.ToString(), () => _architecture.Begin(_network, streams, _device));
    }

    private void Run(IReadOnlyList<Document> documents, int threads, Scoring.Begin begin, Scoring.Take take) =>
        OutOfMemory.Explained(_device.ToString(), () =>
    {
        Scoring.Run(_network, _architecture, documents, _device, threads, begin, take);
        return true;
    });

    /// <inheritdoc/>
    public void Save(string path) => ToFile().Write(path);

    internal SafeTensors ToFile() => _architecture.ToFile(_network);

    /// <summary>Frees libtorch's memory now instead of at the next garbage collection.</summary>
    public void Dispose() => _network.Dispose();
}
