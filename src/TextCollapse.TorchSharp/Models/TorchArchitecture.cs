using System.Collections.Immutable;
using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Models;

/// <summary>
/// Kind, sizes and alphabet of a model: all that its weights do not say. The managed engine writes it down; this reads and copies it.
/// </summary>
internal abstract class TorchArchitecture
{
    // Fewer rows are not worth a shard: libtorch's fixed price of an operation outweighs them.
    private const int LeastRows = 32;
    private const int MostShards = 16;
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

    /// <summary>One phrase for people: <c>GRU, 1 layer of 128</c>.</summary>
    internal abstract string Summary { get; }

    /// <summary>Kind and sizes: what a checkpoint must agree with.</summary>
    internal string Description =>
        string.Join(' ', _metadata.Where(entry => entry.Key is not ("format" or "kind" or "alphabet"))
        .Select(entry => $"{entry.Key}={entry.Value}").Prepend(Kind));

    /// <summary>A network with arbitrary weights.</summary>
    internal abstract TorchNetwork Create(Device device);

    /// <summary>An empty recollection for a network of this architecture.</summary>
    internal abstract DecoderState Recollect(int streams, Device device);

    /// <summary>Documents that grow side by side.</summary>
    internal abstract IDecodingSession Begin(TorchNetwork network, int streams, Device device);

    /// <summary>How documents are cut into windows for reading.</summary>
    internal abstract IEnumerable<Window> Windows(int length);

    /// <summary>The fewest rows that are worth a shard of their own.</summary>
    protected virtual int LeastRowsPerShard => LeastRows;

    /// <summary>
    /// How many rows of a batch are read side by side on the processor: a function of its size alone, so that no bit depends on threads.
    /// </summary>
    internal int RowsPerShard(int batch) => Math.Max(LeastRowsPerShard, (batch + MostShards - 1) / MostShards);

    /// <summary>
    /// How many documents are written side by side: on a GPU all of a generation, on the processor so many that two cores have a share
    /// each.
    /// </summary>
    internal static int StreamsAtOnce(bool processor) => processor ? 64 : 1024;

    /// <summary>Whether the network reads on from where the window before ended.</summary>
    internal abstract bool Carries { get; }

    /// <summary>
    /// A window: where in the document's inputs it begins, its length, and its first position not predicted by the window before.
    /// </summary>
    internal readonly record struct Window(int Start, int Length, int FirstNew);

    /// <summary>Whether both are of the same kind, sizes and alphabet.</summary>
    internal bool Fits(TorchArchitecture other) => _metadata.SequenceEqual(other._metadata);

    /// <summary>A file that holds the network.</summary>
    internal SafeTensors ToFile(TorchNetwork network)
    {
        var file = new SafeTensors(Kind);
        foreach (var (key, value) in _metadata)
            file.Metadata[key] = value;
        TorchWeights.Add(file, network);
        return file;
    }

    /// <summary>What a file holds.</summary>
    /// <exception cref="InputException">It is of another version or kind, or its sizes are impossible.</exception>
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
