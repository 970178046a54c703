using System.Collections.Concurrent;
using TextCollapse.Chains;
using TextCollapse.Chains.Decisions;
using TextCollapse.Studies;
using TextCollapse.Web.Lessons;

namespace TextCollapse.Web.Rooms;

/// <summary>
/// The one classroom of a server. Whoever steers gives orders from any thread; one worker carries them out in turn and trains; everybody else looks at
/// <see cref="View"/>. Two teachers are two voices in one room: the orders of both are carried out, in the order in which they came.
/// </summary>
public sealed class Room : IDisposable
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(300);

    private readonly Engines _engines;
    private readonly Pipelines _pipelines;
    private readonly OwnTexts _texts;
    private readonly int _threads;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<Action> _orders = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _publishing = new();
    private readonly Task _worker;
    private readonly ChanceCache _chances = new();
    private volatile RoomView _view;
    private volatile Lesson? _lesson;
    private CancellationTokenSource _step;
    private int _goal = -1, _lessons;

    /// <summary>A room that shows a recorded run and waits.</summary>
    /// <param name="engines">Who trains.</param>
    /// <param name="pipelines">Who measures.</param>
    /// <param name="texts">Texts of one's own.</param>
    /// <param name="shown">What is shown before anything trains.</param>
    /// <param name="threads">Threads that train; one per core unless it is said. No number depends on them.</param>
    /// <param name="time">The clock.</param>
    public Room(Engines engines, Pipelines pipelines, OwnTexts texts, Board shown, int? threads = null, TimeProvider? time = null)
    {
        (_engines, _pipelines, _texts, _time) = (engines, pipelines, texts, time ?? TimeProvider.System);
        _threads = threads ?? Environment.ProcessorCount;
        _view = new RoomView { Board = shown };
        _step = NewStep();
        _worker = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>What everybody sees now.</summary>
    public RoomView View => _view;

    /// <summary>Told, on any thread, that <see cref="View"/> is another. Handlers return at once.</summary>
    public event Action? Changed;

    /// <summary>Pages that follow this room.</summary>
    internal int Followers => Changed?.GetInvocationList().Length ?? 0;

    /// <summary>Begins another lesson and, if <paramref name="until"/> says so, trains it up to that generation.</summary>
    public void Load(LessonSettings settings, int until = -1)
    {
        Order(() => Begin(settings, until));
        Interrupt();
    }

    /// <summary>Trains up to the last generation.</summary>
    /// <param name="first">What is trained where no lesson is under way yet, which only the room knows for sure: a page sees it a moment late. Null: what is shown.</param>
    public void Start(LessonSettings? first = null) => Order(() => GoOn(int.MaxValue, first));

    /// <summary>Makes one more generation of every arm; asked for twice, two.</summary>
    /// <param name="first">As for <see cref="Start"/>.</param>
    public void Step(LessonSettings? first = null) => Order(() => GoOn(Math.Max(_view.State == RoomState.Running ? _goal : -1, _lesson?.Generation ?? -1) + 1, first));

    /// <summary>Trains up to a generation; one that is there already changes nothing.</summary>
    /// <param name="generation">From 0.</param>
    /// <param name="first">As for <see cref="Start"/>.</param>
    public void GoTo(int generation, LessonSettings? first = null) => Order(() => GoOn(generation, first));

    /// <summary>Stops at the next safe place; nothing that was trained is lost.</summary>
    public void Pause()
    {
        Order(() =>
        {
            _goal = -1;
            if (_view.IsBusy)
                Publish(view => view with { State = RoomState.Paused, Doing = "" });
        });
        Interrupt();
    }

    /// <summary>The same lesson from the beginning.</summary>
    public void Reset()
    {
        Order(() => Begin(_view.Board.Settings, -1));
        Interrupt();
    }

    /// <summary>Changes how fast it goes.</summary>
    public void SetTempo(Tempo tempo)
    {
        Publish(view => view with { Tempo = tempo });
        _wake.Release();
    }

    /// <summary>What a model expects after a context; null where it cannot be told (a recorded run knows only its own contexts).</summary>
    public IReadOnlyList<CharacterChance>? Expect(int arm, int generation, string context)
    {
        var (view, lesson) = (_view, _lesson);
        if (arm >= view.Board.Arms.Count || generation < 0 || generation >= view.Board.Arms[arm].Generations.Count)
            return null;
        if (view.Lesson == 0 || lesson is null)
            return view.Board.Arms[arm].Generations[generation].Expected.GetValueOrDefault(context);
        try
        {
            return _chances.Of((view.Lesson, view.Decisions.Count, arm, generation, context), () => NextCharacters.After(lesson.Model(arm, generation), context));
        }
        catch (Exception e) when (e is InputException or IOException)
        {
            return null;
        }
    }

    /// <summary>Runs something on the lesson between two generations, and gives its result; null without a lesson.</summary>
    public Task<T?> Between<T>(Func<Lesson, T?> work) where T : class
    {
        var done = new TaskCompletionSource<T?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Order(() =>
        {
            try
            {
                done.SetResult(_lesson is { } lesson ? work(lesson) : null);
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    /// <summary>Runs something on an arm between two generations while it still is as somebody saw it, and gives its result; null where it is not.</summary>
    internal Task<T?> BetweenAsSeen<T>(SeenArm seen, Func<Lesson, T?> work) where T : class => Between(lesson => Still(lesson, seen) ? work(lesson) : null);

    /// <summary>Decides about an arm between two generations, and shows it to all.</summary>
    /// <param name="seen">What whoever decides was looking at: pages see the room a moment late, and nobody decides about what they have not seen.</param>
    /// <param name="what">What.</param>
    /// <param name="who">Who.</param>
    /// <param name="why">Why.</param>
    /// <returns>Null when it is done, else why it cannot be.</returns>
    public Task<string?> DecideAsync(SeenArm seen, DecisionAct what, string who, string why) =>
        DecideAsync(seen, lesson => lesson.Chains[seen.Arm].Oversight.Decide(what, who, why));

    /// <summary>Branches a new arm off, and shows it to all.</summary>
    /// <inheritdoc cref="DecideAsync(SeenArm, DecisionAct, string, string)"/>
    public Task<string?> BranchAsync(SeenArm seen, LessonBranch branch, string who, string why) =>
        DecideAsync(seen, lesson => lesson.Branch(seen.Arm, branch, who, why, _closing.Token));

    private async Task<string?> DecideAsync(SeenArm seen, Func<Lesson, Decision> decide)
    {
        try
        {
            return await Between(lesson =>
            {
                if (!Still(lesson, seen))
                    return "Meanwhile this arm has changed. Look at what it wrote, then decide.";
                var arm = seen.Arm;
                var decision = decide(lesson);
                Redraw(lesson, new(decision.At, decision.By, lesson.Chains[arm].Title, decision.What.Sentence, decision.Why));
                return "";
            }) switch
            {
                null => "No lesson is under way: train a generation first.",
                "" => null,
                var refused => refused,
            };
        }
        catch (Exception e) when (e is InputException or WorkFailedException)
        {
            return e.Message;
        }
    }

    private bool Still(Lesson lesson, SeenArm seen) => _view.Lesson == seen.Lesson && seen.Arm < lesson.Chains.Count && lesson.Chains[seen.Arm].Record.Committed == seen.Generations;

    /// <summary>Ends the work and deletes the lesson's folder.</summary>
    public void Dispose()
    {
        if (_closing.IsCancellationRequested)
            return;
        _closing.Cancel();
        _wake.Release();
        _worker.Wait();
        _lesson?.Dispose();
        _step.Dispose();
    }

    private void Order(Action order)
    {
        _orders.Enqueue(order);
        _wake.Release();
    }

    private void Interrupt()
    {
        lock (_publishing)
            _step.Cancel();
    }

    private CancellationTokenSource NewStep() => CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);

    private void Work()
    {
        while (!_closing.IsCancellationRequested)
            if (_orders.TryDequeue(out var order))
                Guarded(order);
            else if (_lesson is { } lesson && _goal > lesson.Generation && _view.State == RoomState.Running)
                Guarded(() => MakeGeneration(lesson));
            else
                _wake.Wait();
    }

    private void Guarded(Action work)
    {
        try
        {
            lock (_publishing)
                if (_step.IsCancellationRequested && _orders.IsEmpty)
                {
                    _step.Dispose();
                    _step = NewStep();
                }
            work();
        }
        catch (OperationCanceledException)
        {
            // An order that is waiting says what comes next.
        }
        catch (Exception e) when (e is InputException or WorkFailedException)
        {
            // What a study calls it, the page calls by the name that stands beside the slider.
            Fail(e.Message.Replace($"file:{LessonStudy.OwnFile}", "Your text", StringComparison.Ordinal).Replace("corpus.train", "Characters", StringComparison.Ordinal));
        }
        catch (Exception e)
        {
            Fail($"A defect of the program itself: {e.GetType().Name}: {e.Message}");
        }
    }

    private void Fail(string message)
    {
        _goal = -1;
        Publish(view => view with { State = RoomState.Failed, Message = message, Doing = "" });
    }

    private void Begin(LessonSettings settings, int until)
    {
        var old = _lesson;
        _lesson = null;
        _goal = -1;
        old?.Dispose();
        _chances.Clear();
        Publish(view => view with { State = RoomState.Preparing, Message = "", Doing = "reading the real text", Board = Board.Empty(settings), Lesson = ++_lessons, Decisions = [] });
        var lesson = Lesson.Begin(settings, _engines, _pipelines, _texts, _closing.Token);
        _lesson = lesson;
        Publish(view => view with { State = RoomState.Paused, Doing = "", Board = view.Board with { Words = lesson.Words } });
        if (until >= 0)
            GoOn(until);
    }

    private void GoOn(int goal, LessonSettings? first = null)
    {
        if (_lesson is null)
            Begin(first ?? _view.Board.Settings, -1);
        _goal = Math.Min(goal, _lesson!.Settings.Generations);
        if (_goal > _lesson.Generation)
            Publish(view => view with { State = RoomState.Running, Message = "" });
        else
            Settle(_lesson);
    }

    private void MakeGeneration(Lesson lesson)
    {
        var next = lesson.Generation + 1;
        Publish(view => view with { Doing = $"generation {next}" });
        lesson.Step(_threads, new Telling(this, next), Made, _step.Token);
        if (lesson.Generation >= _goal)
            Settle(lesson);
        else
            Rest();
    }

    private void Settle(Lesson lesson) =>
        Publish(view => view with { State = lesson.Generation >= lesson.Settings.Generations ? RoomState.Finished : RoomState.Paused, Doing = "" });

    private void Made(int arm, BoardGeneration generation) => Publish(view =>
    {
        var arms = view.Board.Arms.ToArray();
        arms[arm] = arms[arm] with { Generations = [.. arms[arm].Generations.Take(generation.Generation), generation] };
        return view with { Board = view.Board with { Arms = arms } };
    });

    /// <summary>Shows the arms as they stand after a decision: what was rolled back is gone, a branch is there.</summary>
    private void Redraw(Lesson lesson, DecisionNote note)
    {
        var arms = lesson.Chains.Select((chain, arm) =>
        {
            var known = _view.Board.Arms.ElementAtOrDefault(arm)?.Generations ?? [];
            var committed = chain.Record.Committed;
            return new BoardArm(chain.Spec.Cell, chain.Title, known.Count >= committed ? [.. known.Take(committed)] : [.. Enumerable.Range(0, committed).Select(generation => lesson.Read(arm, generation))]);
        }).ToArray();
        Publish(view => view with
        {
            Board = view.Board with { Arms = arms },
            Decisions = [.. view.Decisions, note],
            State = view.State == RoomState.Finished && lesson.Generation < lesson.Settings.Generations ? RoomState.Paused : view.State,
        });
    }

    /// <summary>Time to look; an order or another tempo ends it.</summary>
    private void Rest()
    {
        var rest = _view.Tempo switch { Tempo.Slow => TimeSpan.FromSeconds(5), Tempo.Steady => TimeSpan.FromSeconds(1.5), _ => TimeSpan.Zero };
        while (_wake.Wait(0))
        {
            // Orders that were carried out have left their signals behind.
        }
        if (rest > TimeSpan.Zero && _orders.IsEmpty && !_closing.IsCancellationRequested)
            _wake.Wait(rest);
    }

    private void Publish(Func<RoomView, RoomView> change)
    {
        lock (_publishing)
            _view = change(_view) with { Version = _view.Version + 1 };
        Changed?.Invoke();
    }

    /// <summary>Tells now and then how far a generation has come; a step that takes no time tells nothing.</summary>
    private sealed class Telling(Room room, int generation) : IProgress<ChainProgress>
    {
        private long _last = room._time.GetTimestamp();

        public void Report(ChainProgress progress)
        {
            var last = Interlocked.Read(ref _last);
            if (progress.Phase == ChainPhase.Committed || room._time.GetElapsedTime(last) < ProgressEvery || Interlocked.CompareExchange(ref _last, room._time.GetTimestamp(), last) != last)
                return;
            var what = progress.Phase switch
            {
                ChainPhase.Waiting => "waits for the model of another arm",
                ChainPhase.Training => "learns",
                _ => "writes",
            };
            var title = LessonArm.Parse(progress.Cell)?.Title ?? progress.Cell;
            room.Publish(view => view with { Doing = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"generation {generation}: {title} {what}, {progress.Share:P0}") });
        }
    }
}
