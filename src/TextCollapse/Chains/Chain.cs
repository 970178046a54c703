using System.Diagnostics;
using TextCollapse.Corpora;
using TextCollapse.Decoding;
using TextCollapse.Mixing;
using TextCollapse.Models;
using TextCollapse.Randomness;

namespace TextCollapse.Chains;

/// <summary>
/// The loop: a model learns from a corpus, writes the next one, is measured, and so on. Every generation is committed whole; a chain killed
/// anywhere goes on from its last committed generation to the same bytes.
/// </summary>
public sealed class Chain(ChainSpec spec, IChainRecord record, int threads = 1, IProgress<ChainProgress>? progress = null)
{
    private readonly History _history = new(record, spec.Mixing.LooksBack);
    private ILanguageModel? _first;
    private ILanguageModel? _previous;

    /// <summary>Runs all generations that are not committed yet.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was committed stays.</exception>
    /// <exception cref="WorkFailedException">A training diverged, a disk is full, or realised shares of real text left those requested.</exception>
    public void Run(CancellationToken cancellation = default)
    {
        for (var generation = record.Committed; generation <= spec.Generations; generation++)
        {
            cancellation.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            var corpus = Compose(generation);
            var audit = MixingAudit.Check(spec, generation, corpus);
            var trained = Train(generation, corpus, cancellation);
            var trainedAt = clock.Elapsed;
            var text = Write(generation, trained.Model, cancellation);
            var writtenAt = clock.Elapsed;
            var measured = spec.Meter.Measure(new(generation, text, trained.Model, _first ??= FirstModel(generation, trained.Model), corpus, spec.Real, threads) { EarlierRead = ReadAgain });
            var times = new GenerationTimes(trainedAt, writtenAt - trainedAt, clock.Elapsed - writtenAt);
            record.Commit(generation, text, spec.KeepModels || generation == 0 ? trained.Model : null, new(generation, audit, corpus.Characters, trained, measured), times);
            _history.Add(generation, text);
            _previous = trained.Model;
            progress?.Report(new(spec.Cell, spec.Seed, generation, spec.Generations, ChainPhase.Committed, 1));
        }
    }

    private Corpus Compose(int generation) => generation == 0 ? spec.Real.Training : spec.Mixing.Compose(new MixingTask
    {
        Generation = generation,
        Real = spec.Real.Training,
        Unseen = spec.Real.Reserve,
        Written = _history.Text,
        Budget = spec.Budget,
        Random = Key(generation),
    });

    /// <summary>Read and forgotten as when the generation ran, so that documents that two generations shared are shared again.</summary>
    private Corpus ReadAgain(int generation)
    {
        var corpus = Compose(generation);
        _history.Add(generation, _history.Text(generation));
        return corpus;
    }

    private TrainingResult Train(int generation, Corpus corpus, CancellationToken cancellation) => spec.Trainer.Train(new TrainingTask
    {
        Corpus = corpus,
        Validation = spec.Real.Validation,
        Random = Key(generation),
        Start = generation == 0 ? null : spec.Start switch
        {
            TrainingStart.Previous => _previous ??= record.Model(generation - 1),
            TrainingStart.Base => _first ??= record.Model(0),
            _ => null,
        },
        Threads = threads,
        CheckpointPath = record.CheckpointPath(generation),
        Progress = Phase<TrainingProgress>(generation, ChainPhase.Training, p => (double)p.Step / p.Steps),
    }, cancellation);

    private Corpus Write(int generation, ILanguageModel model, CancellationToken cancellation)
    {
        long written = 0;
        return spec.Decoder.Generate(model, new GenerationTask
        {
            Characters = spec.Budget,
            DocumentLength = spec.DocumentLength,
            Random = Key(generation),
            Provenance = Provenance.Synthetic(generation, spec.Cell),
            Prompts = spec.Real.Training,
            Threads = threads,
            Progress = Phase<long>(generation, ChainPhase.Writing, more => (double)Interlocked.Add(ref written, more) / spec.Budget),
        }, cancellation);
    }

    private ILanguageModel FirstModel(int generation, ILanguageModel model) => generation == 0 ? model : record.Model(0);

    /// <summary>Generation 0 is common to all cells that differ only in what comes after it, so that their chains are paired.</summary>
    private RandomKey Key(int generation) => new(spec.Seed, generation == 0 ? spec.BaseHash : spec.TextHash, generation);

    private PhaseProgress<T>? Phase<T>(int generation, ChainPhase phase, Func<T, double> share) => progress is null ? null
        : new(value => progress.Report(new(spec.Cell, spec.Seed, generation, spec.Generations, phase, share(value))));

    /// <summary>Reports on the thread that does the work: unlike <see cref="Progress{T}"/>, in order and without a context.</summary>
    private sealed class PhaseProgress<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
