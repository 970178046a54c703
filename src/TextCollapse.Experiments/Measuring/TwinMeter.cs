using TextCollapse.Corpora;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Model;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Measuring;

/// <summary>
/// Runs a twin beside a chain: the same seed and settings, and real training text that differs in one document. How far the two models of a generation
/// come to be apart is <c>twin_divergence</c>: where small differences grow, the loop is unstable. The twin trains and writes too, so the chain takes
/// twice its time; it is kept in memory, and where the chain goes on from its record, run again from generation 0.
/// </summary>
/// <param name="spec">The chain, with the meter of everything else.</param>
public sealed class TwinMeter(ChainSpec spec) : IGenerationMeter
{
    /// <summary>The column that it adds.</summary>
    public static MetricColumn Declared { get; } = new("twin_divergence", "nats per character", CollapseDirection.Raises,
        "How far is the model from that of a twin chain whose real text differs in one document?",
        "js_gen0 between the two models of this generation; the twin has the same seed and doubles the time", "own")
    { Label = "divergence from the twin chain", When = new("a twin: metrics.twin: true", arm => arm.HasTwin) };

    private readonly Memory _record = new();
    private Chain? _twin;

    /// <inheritdoc/>
    public string Name => spec.Meter.Name;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Measurement>> Measure(GenerationToMeasure generation)
    {
        var measured = spec.Meter.Measure(generation);
        (_twin ??= Twin(generation.Threads)).Run(until: generation.Number);
        var divergence = new FirstModelDrift(generation.Model, spec.Real.HeldOut.Documents).Columns(_record.Model(generation.Number), generation.Threads);
        return [.. measured, Declared.Is(divergence.First(column => column.Key == FirstModelDrift.JensenShannon.Id).Value)];
    }

    /// <summary>What steps in by what is measured (accepting, rolling back, stopping) leaves the twin alone, since nothing is measured of it.</summary>
    private Chain Twin(int threads) => new(spec with
    {
        Real = Differing(spec.Real),
        KeepModels = true,
        Meter = new Nothing(),
        Mitigations = new([.. spec.Mitigations.All.Where(mitigation => mitigation is not IControl)]),
    }, _record, threads);

    /// <summary>The first training document is another one of the same length: of the reserve, or, where that is too short, of the other training documents.</summary>
    private static RealText Differing(RealText real)
    {
        var first = real.Training.Documents[0];
        var others = new Corpus(real.Alphabet, [.. real.Training.Documents.Skip(1)]);
        var source = real.Reserve.Characters >= first.Length ? real.Reserve : others.Characters >= first.Length ? others
            : throw new InputException("metrics.twin", "the training text has one document alone: set corpus.document_length lower.");
        var other = first with { Symbols = source.Take(first.Length).Documents.SelectMany(document => document.Symbols.ToArray()).ToArray() };
        return real with { Training = new Corpus(real.Alphabet, [other, .. others.Documents]) };
    }

    /// <summary>Keeps what the next generations may look back on.</summary>
    private sealed class Memory : IChainStore
    {
        private readonly List<GenerationMade> _generations = [];

        public int Committed => _generations.Count;

        public Corpus Text(int generation) => _generations[generation].Text;

        public ILanguageModel Model(int generation) => _generations[generation].Model!;

        public string? CheckpointPath(int generation) => null;

        public GenerationFacts Facts(int generation) => _generations[generation].Facts;

        public Corpus Read(int generation) => _generations[generation].Read!;

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
