using System.Diagnostics;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Training;
using TextCollapse.Randomness;

namespace TextCollapse.Experiments.Generation;

/// <summary>
/// The loop: a model learns from a corpus, writes the next one, is measured, and so on. Every generation is committed whole; a chain killed
/// anywhere goes on from its last committed generation to the same bytes.
/// </summary>
public sealed class Chain(ChainSpec spec, IChainStore record, int threads = 1, IProgress<ChainProgress>? progress = null)
{
    private readonly Course _course = new(spec, record.Decisions);
    private readonly History _history = new(record, new Course(spec, record.Decisions).LooksBack);
    private ILanguageModel? _first;
    private ILanguageModel? _previous;

    /// <summary>Runs all generations that are not committed yet.</summary>
    /// <param name="cancellation">Stops at the next safe place.</param>
    /// <param name="until">The last generation to make now; null for all of the study.</param>
    /// <exception cref="OperationCanceledException">Cancelled; what was committed stays.</exception>
    /// <exception cref="WorkFailedException">A training diverged, a disk is full, or realised shares of real text left those requested.</exception>
    public void Run(CancellationToken cancellation = default, int? until = null)
    {
        if (record.LacksFirstModel)
        {
            Share(cancellation);
            _first = record.Model(0);
        }
        for (var generation = record.Committed; generation <= Math.Min(until ?? int.MaxValue, spec.Generations) && !Ended(generation); generation++)
        {
            var drawnBefore = spec.Drafts?.Characters ?? 0;
            var made = Make(generation, Attempt.First, cancellation);
            var controls = _course.Spec(generation).Mitigations.Controls;
            var judged = Judgement.Of(made, controls, record);
            while (judged.Again is { } attempt)
            {
                made = Make(generation, attempt, cancellation);
                judged = Judgement.Of(made, controls, record);
            }
            record.Commit(made with
            {
                Model = spec.KeepModels || generation == 0 ? made.Model : null,
                Facts = made.Facts with
                {
                    Decisions = _course.Decisions,
                    Interventions = [.. _course.Interventions(generation), .. made.Attempt.Why, .. judged.Notes],
                    RealCharactersUsed = _course.RealCharactersUsed(generation),
                    CharactersDrawn = spec.Drafts is { } drafts ? drafts.Characters - drawnBefore : made.Text.Characters,
                },
            });
            if (made.Redrawn is not null)
                _history.Replace(generation - 1, made.Redrawn);
            _history.Add(generation, made.Text);
            _previous = made.Model;
            progress?.Report(new(spec.Cell, spec.Seed, generation, spec.Generations, ChainPhase.Committed, 1));
        }
    }

    private GenerationMade Make(int generation, Attempt attempt, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var clock = Stopwatch.StartNew();
        var redrawn = attempt.RedrawsLast ? Write(generation - 1, Previous(generation), Key(generation, attempt), spec.Budget, cancellation) : Curated(generation, cancellation);
        var corpus = attempt.RollsBack ? Read(generation - 1) : Compose(generation, redrawn);
        var audit = attempt.RollsBack ? record.Facts(generation - 1).Mixing : MixingAudit.Check(_course.Spec(generation), generation, corpus);
        if (generation > 0 && !attempt.RollsBack)
            audit = audit with { Realised = (corpus = Curate(generation, attempt, corpus, cancellation)).RealShare };
        var (shared, trained) = generation == 0 ? Share(cancellation) : (null, TrainOrKeep(generation, attempt, corpus, cancellation));
        var trainedAt = clock.Elapsed;
        var text = Write(generation, trained.Model, Key(generation, attempt), spec.Budget, cancellation);
        var writtenAt = clock.Elapsed;
        var measured = spec.Meter.Measure(new(generation, text, trained.Model, First(generation, trained.Model), corpus, spec.Real, threads) { EarlierRead = ReadAgain, SteppedIn = _course.SteppedIn(generation) });
        return new GenerationMade
        {
            Text = text,
            Model = trained.Model,
            Read = spec.Mitigations.ChangeReading || _course.RealShare(generation) > 0 ? corpus : null,
            Redrawn = redrawn,
            Shared = shared,
            Attempt = attempt,
            Facts = new(generation, audit, corpus.Characters, trained, measured),
            Times = Times(shared, trainedAt, writtenAt - trainedAt, clock.Elapsed - writtenAt),
        };
    }

    /// <summary>What people left of the last text before this generation reads it; null where nobody touched it.</summary>
    private Corpus? Curated(int generation, CancellationToken cancellation) => _course.Curated(generation, () => record.Text(generation - 1), missing =>
        Write(generation - 1, Previous(generation), Key(generation, Attempt.First) with { Generation = -generation }, missing, cancellation));

    private Corpus Compose(int generation, Corpus? redrawn) => generation == 0 ? spec.Real.Training : _course.Spec(generation).Mixing.Compose(new MixingTask
    {
        Generation = generation,
        Real = spec.Real.Training,
        Unseen = spec.Real.Reserve,
        UnseenUsed = _course.UnseenUsed(generation),
        PartialDocument = past => past == generation - 1 && redrawn is not null ? redrawn : _history.Text(past),
        Budget = spec.Budget,
        // Not the attempt's: what the mixing draws again for every generation (fixed real text) stays the same.
        Random = new(spec.Seed, spec.TextHash, generation),
    });

    /// <summary>What people and mitigations make of a corpus before it is read.</summary>
    private Corpus Curate(int generation, Attempt attempt, Corpus corpus, CancellationToken cancellation)
    {
        var reading = new Reading
        {
            Generation = generation,
            Generations = spec.Generations,
            Real = spec.Real,
            Budget = spec.Budget,
            DocumentLength = spec.DocumentLength,
            Random = Key(generation, attempt),
            First = () => First(generation, null),
            Previous = () => Previous(generation),
            Writer = _course.Spec(generation).Decoder,
            Threads = threads,
            Cancellation = cancellation,
        };
        return RealTextInjection.Into(_course.Spec(generation).Mitigations.Curate(corpus, reading), Math.Max(attempt.RealShare, _course.RealShare(generation)), reading);
    }

    /// <summary>What a generation read: from the record where mitigations or people may have changed it, else composed again.</summary>
    private Corpus Read(int generation) => record.Read(generation) ?? Compose(generation, null);

    /// <summary>Read and forgotten as when the generation ran, so that documents that two generations shared are shared again.</summary>
    private Corpus ReadAgain(int generation)
    {
        var corpus = Read(generation);
        _history.Add(generation, _history.Text(generation));
        return corpus;
    }

    /// <summary>Generation 0: its model is trained here, unless another chain of the run has trained it.</summary>
    private (SharedModel? Shared, TrainingResult Trained) Share(CancellationToken cancellation)
    {
        if (spec.TrainingKey is null || record.Shared is not { } models)
            return (null, Train(0, Attempt.First, spec.Real.Training, cancellation));
        return models.Get(spec, path => Train(0, Attempt.First, spec.Real.Training, cancellation, path), Waits, cancellation);

        void Waits() => progress?.Report(new(spec.Cell, spec.Seed, 0, spec.Generations, ChainPhase.Waiting, 0));
    }

    private TrainingResult TrainOrKeep(int generation, Attempt attempt, Corpus corpus, CancellationToken cancellation) =>
        attempt.RollsBack ? new(Previous(generation), 0, 0, double.NaN) : Train(generation, attempt, corpus, cancellation);

    /// <summary>A shared training counts for the chain that did it alone, also where that one was interrupted between training and commit.</summary>
    private GenerationTimes Times(SharedModel? shared, TimeSpan training, TimeSpan writing, TimeSpan measuring)
    {
        if (shared?.Times() is not var (cell, elsewhere))
            return new(training, writing, measuring);
        return cell == spec.Cell ? new(elsewhere, writing, measuring) : new(TimeSpan.Zero, writing, measuring) { Saved = elsewhere };
    }

    private TrainingResult Train(
        int generation, Attempt attempt, Corpus corpus, CancellationToken cancellation, string? checkpoint = null) => _course.Spec(generation).Trainer.Train(new()
    {
        Corpus = corpus,
        Validation = spec.Real.Validation,
        Random = Key(generation, attempt),
        Start = generation == 0 ? null : _course.Spec(generation).Start switch
        {
            TrainingStart.Previous => Previous(generation),
            TrainingStart.Base => First(generation, null),
            _ => null,
        },
        Threads = threads,
        CheckpointPath = checkpoint ?? (record.CheckpointPath(generation) is { } path ? path + _course.FileSuffix + attempt.FileSuffix : null),
        Progress = Phase<TrainingProgress>(generation, ChainPhase.Training, p => (double)p.Step / p.Steps),
    }, cancellation);

    private Corpus Write(int generation, ILanguageModel model, RandomKey random, long characters, CancellationToken cancellation)
    {
        long written = 0;
        return _course.Spec(generation).Decoder.Generate(model, new GenerationTask
        {
            Characters = characters,
            DocumentLength = spec.DocumentLength,
            Random = random,
            Provenance = Provenance.Synthetic(generation, spec.Cell),
            Prompts = spec.Real.Training,
            Threads = threads,
            Progress = Phase<long>(generation, ChainPhase.Writing, more => (double)Interlocked.Add(ref written, more) / characters),
        }, cancellation);
    }

    private ILanguageModel First(int generation, ILanguageModel? made) => _first ??= generation == 0 ? made! : record.Model(0);

    private ILanguageModel Previous(int generation) => _previous ??= record.Model(generation - 1);

    private bool Ended(int generation) => generation > 0 && record.Facts(generation - 1).EndsChain;

    /// <summary>
    /// Generation 0 draws by what decides its training, so that chains that share its model are paired, and write the same text where they decode
    /// alike.
    /// </summary>
    private RandomKey Key(int generation, Attempt attempt) => new(spec.Seed, (generation == 0 ? spec.BaseHash : spec.TextHash) + _course.KeySuffix(generation) + attempt.KeySuffix, generation);

    private PhaseProgress<T>? Phase<T>(int generation, ChainPhase phase, Func<T, double> share) => progress is null ? null
        : new(value => progress.Report(new(spec.Cell, spec.Seed, generation, spec.Generations, phase, share(value))));

    /// <summary>Reports on the thread that does the work: unlike <see cref="Progress{T}"/>, in order and without a context.</summary>
    private sealed class PhaseProgress<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
