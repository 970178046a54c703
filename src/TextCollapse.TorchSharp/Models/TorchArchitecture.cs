using System.Collections.Immutable;
using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Models;

/// <summary>
/// Kind, sizes and alphabet of a model: everything except its weights. The managed engine defines this metadata; this class reads and
/// copies it.
/// </summary>
internal abstract class TorchArchitecture
{
    // With fewer rows per shard, libtorch's fixed overhead per operation outweighs the gain.
    private const int MinRows = 32;
    private const int MaxShards = 16;
    private readonly ImmutableSortedDictionary<string, string> _metadata;

    /// <summary>The architecture of the model in a file.</summary>
    protected TorchArchitecture(SafeTensors file)
    {
        Alphabet = Alphabet.Parse(file.Require("alphabet"));
        _metadata = file.Metadata.ToImmutableSortedDictionary(StringComparer.Ordinal).Remove(SafeTensors.HashKey);
    }

    internal Alphabet Alphabet { get; }

    /// <summary><c>gru</c> or <c>transformer</c>.</summary>
    internal string Kind => _metadata["kind"];

    /// <summary>Display name: <c>GRU, 1 layer of 128</c>.</summary>
    internal abstract string Summary { get; }

    /// <summary>Kind and sizes; a checkpoint must match it.</summary>
    internal string Description =>
        string.Join(' ', _metadata.Where(entry => entry.Key is not ("format" or "kind" or "alphabet"))
        .Select(entry => $"{entry.Key}={entry.Value}").Prepend(Kind));

    /// <summary>Creates a network with arbitrary weights.</summary>
    internal abstract TorchNetwork Create(Device device);

    /// <summary>An empty decoder state for a network of this architecture.</summary>
    internal abstract DecoderState NewState(int streams, Device device);

    /// <summary>Starts a decoding session for several documents in one batch.</summary>
    internal abstract IDecodingSession Begin(TorchNetwork network, int streams, Device device);

    /// <summary>How documents are cut into windows for scoring.</summary>
    internal abstract IEnumerable<Window> Windows(int length);

    /// <summary>The minimum number of rows per shard.</summary>
    protected virtual int LeastRowsPerShard => MinRows;

    /// <summary>
    /// How many rows of a batch form a shard on the CPU: a function of the batch size alone, so that the result is bit-identical for any
    /// number of threads.
    /// </summary>
    internal int RowsPerShard(int batch) => Math.Max(LeastRowsPerShard, (batch + MaxShards - 1) / MaxShards);

    /// <summary>
    /// How many documents are generated in one batch: on a GPU all of a generation; on the CPU few enough that two cores both get work.
    /// </summary>
    internal static int StreamsAtOnce(bool processor) => processor ? 64 : 1024;

    /// <summary>Whether the network carries its state from one window to the next.</summary>
    internal abstract bool Carries { get; }

    /// <summary>
    /// A window: its start in the document's inputs, its length, and its first position that the previous window did not predict.
    /// </summary>
    internal readonly record struct Window(int Start, int Length, int FirstNew);

    /// <summary>Whether both have the same kind, sizes and alphabet.</summary>
    internal bool Fits(TorchArchitecture other) => _metadata.SequenceEqual(other._metadata);

    /// <summary>Creates a file with the network.</summary>
    internal SafeTensors ToFile(TorchNetwork network)
    {
        var file = new SafeTensors(Kind);
        foreach (var (key, value) in _metadata)
            file.Metadata[key] = value;
        TorchWeights.Add(file, network);
        return file;
    }

    /// <summary>Reads the architecture from a file.</summary>
    /// <exception cref="InputException">It has another version or kind, or invalid sizes.</exception>
    internal static TorchArchitecture Of(SafeTensors file)
    {
        if (file.Require("format") is var format && format != SafeTensors.Format)
            throw new InputException(file.Path,
                $"has the format '{format}'; this version reads '{SafeTensors.Format}'. Train the model again.");
        return file.Require("kind") switch
        {
            "gru" => new GruArchitecture(file),
            "transformer" => new GptArchitecture(file),
            var kind =>
                throw new InputException(file.Path,
                $"holds a model of kind '{kind}'; the torch engine runs gru and transformer. Choose engine: managed."),
        };
    }
}
