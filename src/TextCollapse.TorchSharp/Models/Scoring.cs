using TextCollapse.Corpora;
using TextCollapse.Torch.Devices;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Models;

/// <summary>
/// Scores documents with a network in fixed groups, each group as one batch on one thread. The result does not depend on how many groups
/// run in parallel.
/// </summary>
internal static class Scoring
{
    private const int DocumentsPerGroup = 32;

    internal delegate void Begin(int document, int length);

    /// <summary>Receives the log-probabilities [V] at one position of one document.</summary>
    internal delegate void Take(int document, int position, ReadOnlySpan<float> logProbabilities, ReadOnlySpan<ushort> symbols);

    internal static void Run(TorchNetwork network, TorchArchitecture architecture, IReadOnlyList<Document> documents, Device device,
        int threads, Begin begin, Take take)
    {
        Check(documents, architecture.Alphabet);
        for (var document = 0; document < documents.Count; document++)
            begin(document, documents[document].Length);
        // Documents of similar length share a batch, so that little computation is wasted.
        var groups = Enumerable.Range(0, documents.Count).OrderBy(document => documents[document].Length).Chunk(DocumentsPerGroup)
            .ToArray();
        Parallel.For(0, groups.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, number =>
        {
            TorchThreads.UseOne();
            using var noGradients = inference_mode();
            RunGroup(network, architecture, documents, groups[number], device, take);
        });
    }

    private static void RunGroup(TorchNetwork network, TorchArchitecture architecture, IReadOnlyList<Document> documents, int[] group,
        Device device, Take take)
    {
        using var state = architecture.Carries ? architecture.NewState(group.Length, device) : null;
        foreach (var window in architecture.Windows(documents[group[^1]].Length))
        {
            using var scope = NewDisposeScope();
            var inputs = group.SelectMany(document => Inputs(documents[document], window, architecture.Alphabet.Boundary)).ToArray();
            var logs = network.Logits(tensor(inputs, [group.Length, window.Length], device: device), state, null).log_softmax(-1);
            var values = new float[logs.numel()];
            TensorFile.CopyTo(logs, values);
            for (var row = 0; row < group.Length; row++)
            {
                var symbols = documents[group[row]].Symbols.Span;
                for (var t = window.FirstNew; t < window.Length && window.Start + t < symbols.Length; t++)
                    take(group[row], window.Start + t, values.AsSpan((row * window.Length + t) * network.Vocabulary, network.Vocabulary),
                        symbols);
            }
        }
    }

    // The boundary and all characters but the last, padded with the boundary after the end of a shorter document.
    private static IEnumerable<long> Inputs(Document document, TorchArchitecture.Window window, ushort boundary) =>
        Enumerable.Range(window.Start - 1, window.Length).Select(at => at < 0 || at >= document.Length ? (long)boundary
            : document.Symbols.Span[at]);

    // A symbol outside the embedding would cause an error inside libtorch.
    private static void Check(IReadOnlyList<Document> documents, Alphabet alphabet)
    {
        for (var document = 0; document < documents.Count; document++)
            if (documents[document].Symbols.Span.IndexOfAnyInRange(alphabet.Boundary, ushort.MaxValue) is >= 0 and var at)
                throw new InputException($"document {document + 1}",
                    $"contains the symbol {documents[document].Symbols.Span[at]} at position {at}, but the model's alphabet has "
                    + $"{alphabet.Size} characters: it was encoded with another alphabet.");
    }
}
