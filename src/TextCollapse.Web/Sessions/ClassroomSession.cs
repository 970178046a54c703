using System.Threading.Channels;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Review;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Measurements;

namespace TextCollapse.Web.Sessions;

/// <summary>
/// The only session of a server. Teachers send commands from any thread; one worker executes them in order of arrival and trains; all
/// pages read <see cref="State"/>.
/// </summary>
internal sealed class ClassroomSession : IDisposable
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(300);

    private readonly Engines _engines;
    private readonly Pipelines _pipelines;
    private readonly UploadedTexts _texts;
    private readonly int _threads;
    private readonly TimeProvider _time;
    private readonly Channel<Action> _commands = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private readonly Task _worker;
    private readonly PredictionCache _predictions = new();
    private volatile SessionState _state;
    private volatile Lesson? _lesson;
    private CancellationTokenSource _training;
    private int _target = -1, _lessons;

    /// <summary>Creates a session that shows recorded results and waits.</summary>
    /// <param name="engines">The engines that can train.</param>
    /// <param name="pipelines">The pipelines that can measure.</param>
    /// <param name="texts">The uploaded texts.</param>
    /// <param name="recorded">The results to show before anything is trained.</param>
    /// <param name="threads">Training threads; null for one per core. Results do not depend on it.</param>
    /// <param name="time">The clock.</param>
    public ClassroomSession(
        Engines engines, Pipelines pipelines, UploadedTexts texts, LessonResults recorded, int? threads = null, TimeProvider? time = null)
    {
        (_engines, _pipelines, _texts, _time) = (engines, pipelines, texts, time ?? TimeProvider.System);
        _threads = threads ?? Environment.ProcessorCount;
        _state = new SessionState { Results = recorded };
        _training = NewTraining();
        _worker = Task.Run(WorkAsync);
    }

    /// <summary>The current state, which all pages show.</summary>
    public SessionState State => _state;

    /// <summary>Raised on any thread after <see cref="State"/> has changed. Handlers must not block.</summary>
    public event Action? Changed;

    /// <summary>The number of pages that display this session.</summary>
    public int Subscribers => Changed?.GetInvocationList().Length ?? 0;

    /// <summary>Starts a new lesson and trains it up to a generation.</summary>
    /// <param name="settings">The lesson.</param>
    /// <param name="until">The generation; −1 to train nothing yet.</param>
    public void Load(LessonSettings settings, int until = -1)
    {
        Send(() => Begin(settings, until));
        CancelTraining();
    }

    /// <summary>Trains up to the last generation.</summary>
    /// <param name="settings">The requested lesson; null for the current one.</param>
    /// <param name="seen">
    /// The number of the lesson that the page showed. If the settings differ from those of the current lesson, a new lesson replaces it,
    /// but only if the current lesson is the one shown: a page displays changes with a delay.
    /// </param>
    public void Start(LessonSettings? settings = null, int seen = 0) => Send(() => Continue(int.MaxValue, settings, seen));

    /// <summary>Trains one more generation of every arm. Parameters as for <see cref="Start"/>.</summary>
    public void Step(LessonSettings? settings = null, int seen = 0) => Send(() =>
    {
        Prepare(settings, seen);
        var reached = Math.Max(_state.Status == SessionStatus.Running ? _target : -1, _lesson!.Generation);
        SetTarget(reached + 1);
    });

    /// <summary>Trains up to a generation, unless it has been reached. Other parameters as for <see cref="Start"/>.</summary>
    public void TrainTo(int generation, LessonSettings? settings = null, int seen = 0) => Send(() => Continue(generation, settings, seen));

    /// <summary>Stops at the next safe point. No training progress is lost.</summary>
    public void Pause()
    {
        Send(() =>
        {
            _target = -1;
            if (_state.IsBusy)
                Publish(state => state with { Status = SessionStatus.Paused, Progress = "" });
        });
        CancelTraining();
    }

    /// <summary>Restarts the lesson from the beginning.</summary>
    /// <param name="settings">Changed settings; null for the current ones.</param>
    public void Reset(LessonSettings? settings = null)
    {
        Send(() => Begin(settings ?? _state.Results.Settings, -1));
        CancelTraining();
    }

    /// <summary>Changes how fast the lesson advances, and ends the current wait.</summary>
    public void SetSpeed(PlaybackSpeed speed)
    {
        Publish(state => state with { Speed = speed });
        Send(() => { });
    }

    /// <summary>The prediction of a model after a context; null if not available (a recorded lesson has only a few contexts).</summary>
    public IReadOnlyList<CharacterProbability>? Predict(int arm, int generation, string context)
    {
        var (state, lesson) = (_state, _lesson);
        if (arm >= state.Results.Arms.Count || generation < 0 || generation >= state.Results.Arms[arm].Generations.Count)
            return null;
        if (state.Lesson == 0 || lesson is null)
            return state.Results.Arms[arm].Generations[generation].Predictions.GetValueOrDefault(context);
        try
        {
            return _predictions.GetOrAdd(
                new(state.Lesson, state.Decisions.Count, arm, generation, context),
                () => NextCharacterPrediction.After(lesson.Model(arm, generation), context));
        }
        catch (Exception e) when (e is InputException or IOException)
        {
            return null;
        }
    }

    /// <summary>Runs a function on the lesson between two generations and returns its result; null without a lesson.</summary>
    public Task<T?> WithLessonAsync<T>(Func<Lesson, T?> function) where T : class
    {
        var completion = new TaskCompletionSource<T?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(() =>
        {
            try
            {
                completion.SetResult(_lesson is { } lesson ? function(lesson) : null);
            }
            catch (Exception e)
            {
                completion.SetException(e);
            }
        });
        return completion.Task;
    }

    /// <summary>As <see cref="WithLessonAsync"/>, but null if the arm has changed since a page showed it.</summary>
    public Task<T?> WithArmAsync<T>(ArmVersion seen, Func<Lesson, T?> function) where T : class =>
        WithLessonAsync(lesson => IsCurrent(lesson, seen) ? function(lesson) : null);

    /// <summary>Decides about an arm between two generations.</summary>
    /// <param name="seen">The version that the page showed; a decision about an outdated version is rejected.</param>
    /// <param name="action">The decision.</param>
    /// <param name="by">Name of the person who decides.</param>
    /// <param name="reason">The reason.</param>
    /// <returns>Null if it was applied, otherwise the reason for the rejection.</returns>
    public Task<string?> DecideAsync(ArmVersion seen, DecisionAct action, string by, string reason) =>
        DecideAsync(seen, lesson => lesson.Chains[seen.Arm].Oversight.Decide(action, by, reason));

    /// <summary>Adds a branch of an arm.</summary>
    /// <inheritdoc cref="DecideAsync(ArmVersion, DecisionAct, string, string)"/>
    public Task<string?> BranchAsync(ArmVersion seen, LessonBranch branch, string by, string reason) =>
        DecideAsync(seen, lesson => lesson.Branch(seen.Arm, branch, by, reason, _closing.Token));

    /// <summary>Stops the session and deletes the folder of the lesson.</summary>
    public void Dispose()
    {
        if (_closing.IsCancellationRequested)
            return;
        _closing.Cancel();
        _worker.Wait();
        _lesson?.Dispose();
        _training.Dispose();
        _predictions.Dispose();
    }

    private async Task<string?> DecideAsync(ArmVersion seen, Func<Lesson, Decision> decide)
    {
        try
        {
            var rejection = await WithLessonAsync(lesson =>
            {
                if (!IsCurrent(lesson, seen))
                    return "This arm has changed in the meantime. Review its new documents, then decide.";
                var title = lesson.Chains[seen.Arm].Title;
                var decision = decide(lesson);
                PublishDecision(lesson, new(decision.At, decision.By, title, decision.What.Sentence, decision.Why));
                return "";
            }) ?? "There is no live lesson yet. Train a generation first.";
            return rejection.Length == 0 ? null : rejection;
        }
        catch (Exception e) when (e is InputException or WorkFailedException)
        {
            return e.Message;
        }
    }

    private bool IsCurrent(Lesson lesson, ArmVersion seen) =>
        _state.Lesson == seen.Lesson && seen.Arm < lesson.Chains.Count && lesson.Chains[seen.Arm].Record.Committed == seen.Generations;

    private void Send(Action command) => _commands.Writer.TryWrite(command);

    private void CancelTraining()
    {
        lock (_lock)
            _training.Cancel();
    }

    private CancellationTokenSource NewTraining() => CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);

    private async Task WorkAsync()
    {
        try
        {
            while (!_closing.IsCancellationRequested)
            {
                if (_commands.Reader.TryRead(out var command))
                    Execute(command);
                else if (_lesson is { } lesson && _target > lesson.Generation && _state.Status == SessionStatus.Running)
                    await TrainGenerationAsync(lesson);
                else
                    await _commands.Reader.WaitToReadAsync(_closing.Token);
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
        }
    }

    private void Execute(Action work)
    {
        try
        {
            RenewTraining();
            work();
        }
        catch (OperationCanceledException)
        {
            // The command that cancelled it is next in the queue.
        }
        catch (Exception e) when (e is InputException or WorkFailedException)
        {
            // Replace names of the study by those of the page.
            Fail(e.Message.Replace($"file:{StudyFromLesson.UploadedFile}", "Your text", StringComparison.Ordinal)
                .Replace("corpus.train", "Characters", StringComparison.Ordinal));
        }
        catch (Exception e)
        {
            Fail(InternalError.Describe(e));
        }
    }

    /// <summary>Resets a cancellation after all commands sent with it have been executed.</summary>
    private void RenewTraining()
    {
        lock (_lock)
        {
            if (!_training.IsCancellationRequested || _commands.Reader.TryPeek(out _))
                return;
            _training.Dispose();
            _training = NewTraining();
        }
    }

    private void Fail(string message)
    {
        _target = -1;
        Publish(state => state with { Status = SessionStatus.Failed, Message = message, Progress = "" });
    }

    private void Begin(LessonSettings settings, int until)
    {
        var old = _lesson;
        _lesson = null;
        _target = -1;
        old?.Dispose();
        _predictions.Clear();
        Publish(state => state with
        {
            Status = SessionStatus.Preparing,
            Message = "",
            Progress = "reading the real text",
            Results = LessonResults.Empty(settings),
            Lesson = ++_lessons,
            Decisions = [],
        });
        var lesson = Lesson.Create(settings, _engines, _pipelines, _texts, _closing.Token);
        _lesson = lesson;
        Publish(state => state with
        {
            Status = SessionStatus.Paused,
            Progress = "",
            Results = state.Results with { Words = lesson.Words },
        });
        if (until >= 0)
            SetTarget(until);
    }

    private void Continue(int target, LessonSettings? settings, int seen)
    {
        Prepare(settings, seen);
        SetTarget(target);
    }

    /// <summary>Ensures that there is a lesson, and that it is the requested one.</summary>
    private void Prepare(LessonSettings? settings, int seen)
    {
        var isReplaced = _lesson is { } lesson && settings is not null && settings != lesson.Settings && seen == _state.Lesson;
        if (_lesson is null || isReplaced)
            Begin(settings ?? _state.Results.Settings, -1);
    }

    private void SetTarget(int target)
    {
        var lesson = _lesson!;
        _target = Math.Min(target, lesson.Settings.Generations);
        if (_target > lesson.Generation)
            Publish(state => state with { Status = SessionStatus.Running, Message = "" });
        else
            PublishEnd(lesson);
    }

    private async Task TrainGenerationAsync(Lesson lesson)
    {
        var next = lesson.Generation + 1;
        Publish(state => state with { Progress = $"generation {next}" });
        // A dedicated thread, because the thread pool serves the pages.
        await Task.Factory.StartNew(
            () => Execute(() => lesson.TrainGeneration(_threads, new ProgressReporter(this, next), PublishGeneration, _training.Token)),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (lesson.Generation < next)
            return;
        if (lesson.Generation >= _target)
            PublishEnd(lesson);
        else
            await WaitAsync();
    }

    private void PublishEnd(Lesson lesson) => Publish(state => state with
    {
        Status = lesson.Generation >= lesson.Settings.Generations ? SessionStatus.Finished : SessionStatus.Paused,
        Progress = "",
    });

    private void PublishGeneration(int arm, GenerationResults generation) => Publish(state =>
    {
        var arms = state.Results.Arms.ToArray();
        arms[arm] = arms[arm] with { Generations = [.. arms[arm].Generations.Take(generation.Generation), generation] };
        return state with { Results = state.Results with { Arms = arms } };
    });

    /// <summary>Publishes the arms after a decision: without rolled-back generations, with a new branch.</summary>
    private void PublishDecision(Lesson lesson, DecisionNote note)
    {
        var arms = lesson.Chains.Select((chain, arm) =>
        {
            var known = _state.Results.Arms.ElementAtOrDefault(arm)?.Generations ?? [];
            var committed = chain.Record.Committed;
            IEnumerable<GenerationResults> generations = known.Count >= committed
                ? known.Take(committed)
                : Enumerable.Range(0, committed).Select(generation => lesson.Results(arm, generation));
            return new ArmResults(chain.Spec.Identity.Arm, chain.Title, [.. generations]);
        }).ToArray();
        var isUnfinished = lesson.Generation < lesson.Settings.Generations;
        Publish(state => state with
        {
            Results = state.Results with { Arms = arms },
            Decisions = [.. state.Decisions, note],
            Status = state.Status == SessionStatus.Finished && isUnfinished ? SessionStatus.Paused : state.Status,
        });
    }

    /// <summary>Waits so that a generation can be viewed; any command ends the wait.</summary>
    private async Task WaitAsync()
    {
        var wait = _state.Speed switch
        {
            PlaybackSpeed.Slow => TimeSpan.FromSeconds(5),
            PlaybackSpeed.Normal => TimeSpan.FromSeconds(1.5),
            _ => TimeSpan.Zero,
        };
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        await Task.WhenAny(_commands.Reader.WaitToReadAsync(end.Token).AsTask(), Task.Delay(wait, end.Token));
        await end.CancelAsync();
    }

    private void Publish(Func<SessionState, SessionState> change)
    {
        lock (_lock)
            _state = change(_state) with { Version = _state.Version + 1 };
        Changed?.Invoke();
    }

    /// <summary>Publishes the progress of a generation at intervals; short steps publish none.</summary>
    private sealed class ProgressReporter(ClassroomSession session, int generation) : IProgress<ChainProgress>
    {
        private long _last = session._time.GetTimestamp();

        public void Report(ChainProgress progress)
        {
            var last = Interlocked.Read(ref _last);
            if (progress.Phase == ChainPhase.Committed || session._time.GetElapsedTime(last) < ProgressInterval)
                return;
            if (Interlocked.CompareExchange(ref _last, session._time.GetTimestamp(), last) != last)
                return;
            var phase = progress.Phase switch
            {
                ChainPhase.Waiting => "waiting for the model of another arm",
                ChainPhase.Training => "training",
                _ => "generating",
            };
            var title = LessonArm.Parse(progress.Arm)?.Title ?? progress.Arm;
            var message = FormattableString.Invariant($"generation {generation}: {title}, {phase}, {progress.Share:P0}");
            session.Publish(state => state with { Progress = message });
        }
    }
}
