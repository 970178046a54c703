using System.Diagnostics;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Measuring;
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
/// The loop: a model is trained on a corpus, generates the next one, is measured, and so on. Every generation is committed atomically; a
/// chain that is killed at any time is resumed from its last committed generation, with byte-identical results.
/// </summary>
public sealed class GenerationLoop
{
    /// <summary>
    /// Common random numbers: arms of a seed draw weights, batches, documents and characters from the same key, which reduces the variance
    /// of the differences between them. A share of the real text is part of every larger share.
    /// </summary>
    private const string AllArms = "all arms";

    private readonly ChainSpec _spec;
    private readonly IChainStore _record;
    private readonly int _threads;
    private readonly IProgress<ChainProgress>? _progress;
    private readonly DecisionTimeline _timeline;
    private readonly ChainHistory _history;
    private readonly TwinChain? _twin;
    private ILanguageModel? _first;
    private ILanguageModel? _previous;

    /// <summary>Creates the loop of a chain with the decisions that its store has now; after another decision, create a new loop.</summary>
    /// <param name="spec">The chain.</param>
    /// <param name="record">The store of the chain.</param>
    /// <param name="threads">Threads to use; results do not depend on the number.</param>
    /// <param name="progress">Receives progress, on the threads that do the work.</param>
    public GenerationLoop(ChainSpec spec, IChainStore record, int threads = 1, IProgress<ChainProgress>? progress = null)
    {
        (_spec, _record, _threads, _progress) = (spec, record, threads, progress);
        _timeline = new DecisionTimeline(spec, record.Decisions);
        _history = new ChainHistory(record, _timeline.LooksBack);
        _twin = spec.Twin is { } twin ? new TwinChain(twin, record.Decisions, threads) : null;
    }

    /// <summary>Runs all generations that are not committed yet.</summary>
    /// <param name="cancellation">Stops at the next safe point.</param>
    /// <param name="until">The last generation to run; null for all of the study.</param>
    /// <exception cref="OperationCanceledException">Cancelled; committed generations are kept.</exception>
    /// <exception cref="WorkFailedException">
    /// A training diverged, a disk is full, or the realised share of real text deviates from the requested one.
    /// </exception>
    public void Run(CancellationToken cancellation = default, int? until = null)
    {
        if (_record.LacksFirstModel)
        {
            TrainFirst(cancellation);
            _first = _record.Model(0);
        }
        var last = Math.Min(until ?? _spec.Generations, _spec.Generations);
        for (var generation = _record.Committed; generation <= last && !IsEnded(generation); generation++)
            Run(generation, cancellation);
    }

    /// <summary>Runs one generation, repeatedly if a control requests it, and commits the attempt that is accepted.</summary>
    private void Run(int generation, CancellationToken cancellation)
    {
        var countBefore = _spec.Parts.Count?.Characters;
        var controls = _timeline.Parts(generation).Mitigations.Controls;
        var made = Attempt(generation, GenerationAttempt.First, cancellation);
        var verdict = ControlVerdict.Of(made, controls, _record);
        while (verdict.Next is { } attempt)
        {
            made = attempt.RollsBack ? RollBack(generation, attempt, cancellation) : Attempt(generation, attempt, cancellation);
            verdict = ControlVerdict.Of(made, controls, _record);
        }
        Commit(made, verdict, (_spec.Parts.Count?.Characters - countBefore) ?? made.Text.Characters);
    }

    /// <summary>Runs one attempt at a generation.</summary>
    private GenerationMade Attempt(int generation, GenerationAttempt attempt, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var clock = Stopwatch.StartNew();
        var revised = attempt.RedrawsLast ? Redraw(generation, attempt, cancellation) : Review(generation, cancellation);
        var composed = Compose(generation, revised);
        var audit = MixingAudit.Check(_spec, _timeline.Parts(generation).Mixing, generation, composed);
        var corpus = Transform(generation, attempt, composed, cancellation);
        var (shared, trained) = Train(generation, attempt, corpus, cancellation);
        var trainedAt = clock.Elapsed;
        var text = Generate(generation, trained.Model, Key(generation, attempt), _spec.Budget, cancellation);
        var generatedAt = clock.Elapsed;
        var metrics = Measure(generation, trained.Model, text, corpus, cancellation);
        return new GenerationMade
        {
            Text = text,
            Model = trained.Model,
            Read = Kept(generation, corpus),
            Redrawn = revised,
            Shared = shared,
            Attempt = attempt,
            Facts = new(generation, audit with { Realised = corpus.RealShare }, corpus.Characters, trained, metrics),
            Times = Times(shared, trainedAt, generatedAt - trainedAt, clock.Elapsed - generatedAt),
        };
    }

    /// <summary>Runs a generation that a control rolled back: nothing is trained, and the last model generates another text.</summary>
    private GenerationMade RollBack(int generation, GenerationAttempt attempt, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var clock = Stopwatch.StartNew();
        var revised = Review(generation, cancellation);
        var corpus = TrainingText(generation - 1);
        var model = Previous(generation);
        var restoredAt = clock.Elapsed;
        var text = Generate(generation, model, Key(generation, attempt), _spec.Budget, cancellation);
        var generatedAt = clock.Elapsed;
        var metrics = Measure(generation, model, text, corpus, cancellation);
        var untrained = new TrainingResult(model, 0, 0, double.NaN);
        return new GenerationMade
        {
            Text = text,
            Model = model,
            Read = Kept(generation, corpus),
            Redrawn = revised,
            Attempt = attempt,
            Facts = new(generation, _record.Facts(generation - 1).Mixing, corpus.Characters, untrained, metrics),
            Times = new(restoredAt, generatedAt - restoredAt, clock.Elapsed - generatedAt),
        };
    }

    /// <summary>Another text of the last model, replacing the one that a control rejected.</summary>
    private Corpus Redraw(int generation, GenerationAttempt attempt, CancellationToken cancellation) =>
        Generate(generation - 1, Previous(generation), Key(generation, attempt), _spec.Budget, cancellation);

    /// <summary>The last text after human review; null if it is unchanged.</summary>
    private Corpus? Review(int generation, CancellationToken cancellation)
    {
        return _timeline.Curated(generation, () => _record.Text(generation - 1), Replacement);

        Corpus Replacement(long characters)
        {
            var key = Key(generation, GenerationAttempt.First) with { Generation = -generation };
            return Generate(generation - 1, Previous(generation), key, characters, cancellation);
        }
    }

    /// <summary>The training text before mitigations and review.</summary>
    private Corpus Compose(int generation, Corpus? revised) => generation == 0 ? _spec.Real.Training
        : _timeline.Parts(generation).Mixing.Compose(new MixingTask
        {
            Generation = generation,
            Real = _spec.Real.Training,
            Unseen = _spec.Real.Reserve,
            UnseenUsed = _timeline.UnseenUsed(generation),
            Generated = past => past == generation - 1 && revised is not null ? revised : _history.Text(past),
            Budget = _spec.Budget,
            // Not the attempt's key, so that the draws of the mixing stay the same.
            Random = new(_spec.Identity.Seed, AllArms, generation),
        });

    /// <summary>Applies mitigations and the decisions of reviewers to a training text.</summary>
    private Corpus Transform(int generation, GenerationAttempt attempt, Corpus corpus, CancellationToken cancellation)
    {
        if (generation == 0)
            return corpus;
        var parts = _timeline.Parts(generation);
        var context = new TransformContext
        {
            Generation = generation,
            Generations = _spec.Generations,
            Real = _spec.Real,
            Budget = _spec.Budget,
            DocumentLength = _spec.DocumentLength,
            Random = Key(generation, attempt),
            First = () => First(generation, null),
            Previous = () => Previous(generation),
            Writer = parts.Decoder,
            Threads = _threads,
            Cancellation = cancellation,
        };
        var realShare = Math.Max(attempt.RealShare, _timeline.RealShare(generation));
        return RealTextInjection.Into(parts.Mitigations.Curate(corpus, context), realShare, context);
    }

    private (SharedModel? Shared, TrainingResult Trained) Train(
        int generation, GenerationAttempt attempt, Corpus corpus, CancellationToken cancellation) =>
        generation == 0 ? TrainFirst(cancellation)
            : (null, Fit(generation, attempt, corpus, CheckpointPath(generation, attempt), cancellation));

    /// <summary>Generation 0: its model is trained here, unless another chain of the run has trained it.</summary>
    private (SharedModel? Shared, TrainingResult Trained) TrainFirst(CancellationToken cancellation)
    {
        return _spec.Identity.TrainingKey is null || _record.Shared is not { } models
            ? (null, Fit(CheckpointPath(0, GenerationAttempt.First)))
            : models.Get(_spec, Fit, Waits, cancellation);

        TrainingResult Fit(string? checkpoint) => this.Fit(0, GenerationAttempt.First, _spec.Real.Training, checkpoint, cancellation);

        void Waits() => Report(0, ChainPhase.Waiting, 0);
    }

    private TrainingResult Fit(int generation, GenerationAttempt attempt, Corpus corpus, string? checkpoint, CancellationToken cancellation)
    {
        var parts = _timeline.Parts(generation);
        return parts.Trainer.Train(new()
        {
            Corpus = corpus,
            Validation = _spec.Real.Validation,
            Random = Key(generation, attempt),
            Start = generation == 0 ? null : StartModel(generation, parts.Start),
            Threads = _threads,
            CheckpointPath = checkpoint,
            Progress = Phase<TrainingProgress>(generation, ChainPhase.Training, at => (double)at.Step / at.Steps),
        }, cancellation);
    }

    private ILanguageModel? StartModel(int generation, TrainingStart start) => start switch
    {
        TrainingStart.Previous => Previous(generation),
        TrainingStart.Base => First(generation, null),
        _ => null,
    };

    /// <summary>Text of a generation's model.</summary>
    private Corpus Generate(int generation, ILanguageModel model, RandomKey random, long characters, CancellationToken cancellation)
    {
        long generated = 0;
        return _timeline.Parts(generation).Decoder.Generate(model, new GenerationTask
        {
            Characters = characters,
            DocumentLength = _spec.DocumentLength,
            Random = random,
            Provenance = Provenance.Synthetic(generation, _spec.Identity.Arm),
            Prompts = _spec.Real.Training,
            Threads = _threads,
            Progress = Phase<long>(generation, ChainPhase.Writing, more => (double)Interlocked.Add(ref generated, more) / characters),
        }, cancellation);
    }

    private IReadOnlyList<KeyValuePair<string, Measurement>> Measure(
        int generation, ILanguageModel model, Corpus text, Corpus corpus, CancellationToken cancellation)
    {
        var subject = new GenerationToMeasure(generation, text, model, First(generation, model), corpus, _spec.Real, _threads)
        {
            EarlierRead = TrainingTextAgain,
            SteppedIn = _timeline.SteppedIn(generation),
        };
        var metrics = _spec.Parts.Meter.Measure(subject);
        return _twin is null ? metrics : [.. metrics, _twin.Divergence(generation, model, cancellation)];
    }

    private void Commit(GenerationMade made, ControlVerdict verdict, long charactersGenerated)
    {
        var generation = made.Facts.Generation;
        _record.Commit(made with
        {
            Model = _spec.Storage.KeepModels || generation == 0 ? made.Model : null,
            Facts = made.Facts with
            {
                Decisions = _timeline.Decisions,
                Interventions = [.. _timeline.Interventions(generation), .. made.Attempt.Why, .. verdict.Notes],
                RealCharactersUsed = _timeline.RealCharactersUsed(generation),
                CharactersDrawn = charactersGenerated,
            },
        });
        if (made.Redrawn is not null)
            _history.Replace(generation - 1, made.Redrawn);
        _history.Add(generation, made.Text);
        _previous = made.Model;
        Report(generation, ChainPhase.Committed, 1);
    }

    /// <summary>The training text if it has to be stored, because mitigations or reviewers may have changed it; else null.</summary>
    private Corpus? Kept(int generation, Corpus corpus) =>
        _spec.Parts.Mitigations.ChangeTrainingText || _timeline.RealShare(generation) > 0 ? corpus : null;

    /// <summary>The training text of a generation: from the store if it was stored, otherwise composed again.</summary>
    private Corpus TrainingText(int generation) => _record.Read(generation) ?? Compose(generation, null);

    /// <summary>
    /// The training text composed with the same history as when the generation ran, so that shared documents are shared again.
    /// </summary>
    private Corpus TrainingTextAgain(int generation)
    {
        var corpus = TrainingText(generation);
        _history.Add(generation, _history.Text(generation));
        return corpus;
    }

    private string? CheckpointPath(int generation, GenerationAttempt attempt) =>
        _record.CheckpointPath(generation) is { } path ? path + _timeline.FileSuffix + attempt.FileSuffix : null;

    /// <summary>
    /// The time of a shared training counts only for the chain that did it, even if that chain was interrupted between training and commit.
    /// </summary>
    private GenerationTimes Times(SharedModel? shared, TimeSpan training, TimeSpan generating, TimeSpan measuring)
    {
        if (shared?.Times() is not var (arm, elsewhere))
            return new(training, generating, measuring);
        return arm == _spec.Identity.Arm
            ? new(elsewhere, generating, measuring)
            : new(TimeSpan.Zero, generating, measuring) { Saved = elsewhere };
    }

    private ILanguageModel First(int generation, ILanguageModel? made) => _first ??= generation == 0 ? made! : _record.Model(0);

    private ILanguageModel Previous(int generation) => _previous ??= _record.Model(generation - 1);

    private bool IsEnded(int generation) => generation > 0 && _record.Facts(generation - 1).EndsChain;

    private RandomKey Key(int generation, GenerationAttempt attempt) =>
        new(_spec.Identity.Seed, AllArms + _timeline.KeySuffix(generation) + attempt.KeySuffix, generation);

    private void Report(int generation, ChainPhase phase, double share) =>
        _progress?.Report(new(_spec.Identity.Arm, _spec.Identity.Seed, generation, _spec.Generations, phase, share));

    private PhaseProgress<T>? Phase<T>(int generation, ChainPhase phase, Func<T, double> share) =>
        _progress is null ? null : new(value => Report(generation, phase, share(value)));

    /// <summary>Reports on the calling thread: unlike <see cref="Progress{T}"/>, in order and without a synchronization context.</summary>
    private sealed class PhaseProgress<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
