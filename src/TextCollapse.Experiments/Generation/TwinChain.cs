using TextCollapse.Corpora;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Model;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Generation;

/// <summary>
/// A twin of a chain: it has the same seed, settings and decisions, and real training text that differs in one document. The divergence
/// between the two models of a generation is <c>twin_divergence</c>: if small differences grow, the loop is unstable. The twin also trains
/// and generates, so the chain takes twice the time; it is kept in memory, and when the chain is resumed, the twin is run again from
/// generation 0.
/// </summary>
/// <param name="spec">The twin, from <see cref="Of"/>.</param>
/// <param name="decisions">The decisions of reviewers about the chain.</param>
/// <param name="threads">Threads to use; values do not depend on the number.</param>
internal sealed class TwinChain(ChainSpec spec, IReadOnlyList<Decision> decisions, int threads)
{
    private readonly Memory _record = new(decisions);
    private GenerationLoop? _loop;

    /// <summary>The column that a twin adds.</summary>
    public static MetricColumn Declared { get; } = new("twin_divergence", "nats per character", CollapseDirection.Raises,
        "How far is the model from that of a twin chain whose real text differs in one document?",
        "js_gen0 between the two models of this generation; the twin has the same seed and doubles the time", "own")
    { Label = "divergence from the twin chain", When = new("a twin: metrics.twin: true", arm => arm.HasTwin) };

    /// <summary>
    /// The twin of a chain. Mitigations that depend on measurements (accepting, rolling back, stopping) are left out, since a twin is not
    /// measured.
    /// </summary>
    /// <exception cref="InputException">The real text is too short to differ in one document.</exception>
    public static ChainSpec Of(ChainSpec chain)
    {
        var storage = chain.Storage with { KeepModels = true };
        var twin = chain with { Parts = Unmeasured(chain.Parts), Storage = storage, Twin = null };
        return chain.Change is { } change ? twin with { Change = changes => Unmeasured(change(changes)) } : twin;
    }

    /// <summary>Runs the twin up to a generation and compares its model with that of the chain.</summary>
    public KeyValuePair<string, Measurement> Divergence(int generation, ILanguageModel model, CancellationToken cancellation)
    {
        _loop ??= new(spec with { Real = Differing(spec.Real) }, _record, threads);
        _loop.Run(cancellation, generation);
        var drift = new FirstModelDrift(model, spec.Real.HeldOut.Documents).Columns(_record.Model(generation), threads);
        return Declared.Is(drift.First(column => column.Key == FirstModelDrift.JensenShannon.Id).Value);
    }

    private static ChainParts Unmeasured(ChainParts parts) => parts with
    {
        Meter = new Nothing(),
        Mitigations = new([.. parts.Mitigations.All.Where(mitigation => mitigation is not IControl)]),
    };

    /// <summary>
    /// Replaces the first training document by another one of the same length: from the reserve or, if that is too short, from the training
    /// text.
    /// </summary>
    private static RealText Differing(RealText real)
    {
        var first = real.Training.Documents[0];
        var others = new Corpus(real.Alphabet, [.. real.Training.Documents.Skip(1)]);
        var source = real.Reserve.Characters >= first.Length ? real.Reserve : others;
        if (source.Characters < first.Length)
            throw new InputException("metrics.twin", "the training text has only one document: lower corpus.document_length.");
        ushort[] symbols = [.. source.Take(first.Length).Documents.SelectMany(document => document.Symbols.ToArray())];
        return real with { Training = new Corpus(real.Alphabet, [first with { Symbols = symbols }, .. others.Documents]) };
    }

    /// <summary>Keeps the texts that later generations may need, and the first and the last model.</summary>
    private sealed class Memory(IReadOnlyList<Decision> decisions) : IChainStore
    {
        private readonly List<GenerationMade> _generations = [];

        public int Committed => _generations.Count;

        public IReadOnlyList<Decision> Decisions => decisions;

        public Corpus Text(int generation) =>
            (generation + 1 < Committed ? _generations[generation + 1].Redrawn : null) ?? _generations[generation].Text;

        public ILanguageModel Model(int generation) => _generations[generation].Model
            ?? throw new InvalidOperationException($"The twin has no model of generation {generation} any more.");

        public string? CheckpointPath(int generation) => null;

        public GenerationFacts Facts(int generation) => _generations[generation].Facts;

        public Corpus? Read(int generation) => _generations[generation].Read;

        public void Commit(GenerationMade made)
        {
            if (Committed > 1)
                _generations[^1] = _generations[^1] with { Model = null };
            _generations.Add(made);
        }
    }

    private sealed class Nothing : IGenerationMeter
    {
        public string Name => "nothing";

        public IReadOnlyList<KeyValuePair<string, Measurement>> Measure(GenerationToMeasure generation) => [];
    }
}
