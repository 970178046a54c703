using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Review;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Measurements;
using TextCollapse.Web.Sessions;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Sessions;

public sealed class ClassroomSessionTests : IDisposable
{
    private static readonly LessonSettings Small = new()
    {
        Corpus = "grammar:stories",
        Characters = 10_000,
        Order = 3,
        Generations = 3,
        Arms = [new("replace"), new("fixed-real", 50)],
    };

    private readonly ClassroomSession _session = new(new Engines(), new Pipelines(), new UploadedTexts(), LessonResults.Empty(Small),
        threads: 2);

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task The_same_lesson_gives_the_same_texts_stepped_or_run_through()
    {
        _session.SetSpeed(PlaybackSpeed.Full);
        _session.Load(Small, int.MaxValue);
        await _session.Until(state => state.Status == SessionStatus.Finished);
        var through = _session.State.Results;
        _session.Reset();
        await _session.Until(state => state.Lesson == 2 && state.Status == SessionStatus.Paused);
        for (var generation = 0; generation <= 3; generation++)
        {
            _session.Step();
            await _session.Until(state => state.Results.Generation == generation && !state.IsBusy);
        }
        Assert.Equal(SessionStatus.Finished, _session.State.Status);
        Assert.Equal(Excerpts(through), Excerpts(_session.State.Results));

        static IEnumerable<string> Excerpts(LessonResults results) =>
            results.Arms.SelectMany(arm => arm.Generations).SelectMany(generation => generation.Excerpts);
    }

    [Fact]
    public async Task Changed_settings_replace_the_lesson_that_the_page_showed_and_no_other()
    {
        _session.Load(Small, 0);
        await _session.Until(state => state.Results.Generation == 0 && !state.IsBusy);
        _session.Step(Small with { Seed = 2 }, seen: 1);
        await _session.Until(state => state.Lesson == 2 && state.Results.Generation == 0 && !state.IsBusy);
        Assert.Equal(2, _session.State.Results.Settings.Seed);

        // Another teacher has started a new lesson while the page still shows the first one: the page continues the new lesson.
        _session.Step(Small with { Seed = 3 }, seen: 1);
        await _session.Until(state => state.Results.Generation == 1 && !state.IsBusy);
        Assert.Equal((2, 2), (_session.State.Lesson, _session.State.Results.Settings.Seed));

        _session.Reset(Small with { Seed = 4 });
        await _session.Until(state => state.Lesson == 3 && !state.IsBusy);
        Assert.Equal(4, _session.State.Results.Settings.Seed);
    }

    [Fact]
    public async Task A_second_step_from_a_page_that_still_shows_the_recorded_run_continues_the_lesson_of_the_first()
    {
        _session.Step(Small);
        await _session.Until(state => state.Results.Generation == 0 && state.Status == SessionStatus.Paused);
        _session.Step(Small);
        await _session.Until(state => state.Results.Generation == 1 && state.Status == SessionStatus.Paused);
        Assert.Equal((1, Small.Seed), (_session.State.Lesson, _session.State.Results.Settings.Seed));
    }

    [Fact]
    public async Task Two_steps_at_once_make_two_generations()
    {
        _session.Step(Small);
        _session.Step(Small);
        await _session.Until(state => state.Status == SessionStatus.Paused && state.Results.Generation == 1);
        _session.Start();
        _session.Step();
        await _session.Until(state => state.Status == SessionStatus.Finished);
    }

    [Fact]
    public async Task A_reset_right_after_another_lesson_was_loaded_restarts_that_one()
    {
        _session.Load(Small with { Seed = 2 });
        _session.Reset();
        await _session.Until(state => state.Lesson == 2 && state.Status == SessionStatus.Paused);
        Assert.Equal(2, _session.State.Results.Settings.Seed);
    }

    [Fact]
    public async Task A_decision_about_an_arm_that_has_changed_is_refused()
    {
        _session.Load(Small, 0);
        await _session.Until(state => state.Results.Generation == 0 && !state.IsBusy);
        var seen = Seen(0);
        // The page still shows generation 0 when a teacher continues.
        _session.Step();
        await _session.Until(state => state.Results.Generation == 1 && !state.IsBusy);
        Assert.Contains("has changed", await _session.DecideAsync(seen, new RejectDocuments([1]), "a", "dull"), StringComparison.Ordinal);
        Assert.Null(await _session.DecideAsync(Seen(0), new RollBack(0), "a", "worse"));
        Assert.Contains("has changed", await _session.DecideAsync(Seen(0) with { Generations = 2 }, new RollBack(0), "a", "clicked twice"),
            StringComparison.Ordinal);
        Assert.Null(await _session.BranchAsync(Seen(0), new(0, 30, 0.8), "a", "try"));
        Assert.Contains("exists already", await _session.BranchAsync(Seen(0), new(0, 30, 0.8), "a", "clicked twice"),
            StringComparison.Ordinal);
        Assert.Equal(2, _session.State.Decisions.Count);
        _session.Load(Small with { Seed = 2 }, 0);
        await _session.Until(state => state.Lesson == 2 && state.Results.Generation == 0 && !state.IsBusy);
        Assert.Contains("has changed", await _session.DecideAsync(seen, new RejectDocuments([1]), "a", "dull"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_live_lesson_there_is_nothing_to_decide()
    {
        Assert.Contains("no live lesson", await _session.DecideAsync(new(0, 0, 0), new TakeNote(), "a", "x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_teachers_at_once_break_nothing_the_last_lesson_stands()
    {
        _session.SetSpeed(PlaybackSpeed.Full);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(teacher => Task.Run(async () =>
        {
            for (var i = 0; i < 8; i++)
            {
                switch ((i + teacher) % 4)
                {
                    case 0: _session.Load(Small with { Seed = i }, 1); break;
                    case 1: _session.Pause(); break;
                    case 2: _session.Step(); break;
                    default: _session.Start(); break;
                }
                await Task.Delay(5);
            }
        })));
        _session.Load(Small with { Seed = 99 }, int.MaxValue);
        await _session.Until(state => state.Results.Settings.Seed == 99 && state.Status == SessionStatus.Finished);
        Assert.Equal(3, _session.State.Results.Generation);
    }

    [Fact]
    public async Task A_missing_text_is_named_and_the_session_continues()
    {
        _session.Load(Small with { Corpus = "own-0123456789abcdef" }, 0);
        await _session.Until(state => state.Status == SessionStatus.Failed);
        Assert.Contains("does not have", _session.State.Message, StringComparison.Ordinal);
        _session.Load(Small, 0);
        await _session.Until(state => state.Results.Generation == 0);
    }

    [Fact]
    public async Task A_pause_ends_a_long_training_soon_and_it_can_be_resumed()
    {
        _session.Load(Small with { Model = "gru" }, int.MaxValue);
        await _session.Until(state => state.Status == SessionStatus.Running);
        await Task.Delay(200);
        _session.Pause();
        await _session.Until(state => state.Status == SessionStatus.Paused, seconds: 20);
        _session.Step();
        await _session.Until(state => state.Status == SessionStatus.Running);
        _session.Pause();
        await _session.Until(state => state.Status == SessionStatus.Paused, seconds: 20);
    }

    [Fact]
    public async Task Decisions_change_the_training_text_are_stored_with_the_run_and_give_the_same_bytes_again()
    {
        var export = await ReviewedExport();
        var again = await ReviewedExport();
        var decisions = Assert.Single(export, entry => entry.Key.EndsWith(DecisionLog.FileName, StringComparison.Ordinal));
        Assert.Equal(3, decisions.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(export["generations.csv"], again["generations.csv"]);

        // Without the decisions, the results of the arm differ.
        _session.Load(Small, 2);
        await _session.Until(state => state.Results.Generation == 2 && !state.IsBusy);
        Assert.NotEqual(export["generations.csv"], (await Export())["generations.csv"]);
    }

    [Fact]
    public async Task An_impossible_decision_is_refused_with_the_reason()
    {
        _session.Load(Small, 1);
        await _session.Until(state => state.Results.Generation == 1 && !state.IsBusy);
        Assert.Contains("no document 999", await _session.DecideAsync(Seen(0), new RejectDocuments([999]), "a", ""),
            StringComparison.Ordinal);
        Assert.Contains("generations 0 to 1", await _session.DecideAsync(Seen(0), new RollBack(5), "a", ""), StringComparison.Ordinal);
        Assert.Contains("alphabet", await _session.DecideAsync(Seen(0), new EditDocument(1, "日本"), "a", ""), StringComparison.Ordinal);
        Assert.Contains("generations 0 to 1", await _session.BranchAsync(Seen(0), new(2, 30, 0.8), "a", ""), StringComparison.Ordinal);
        Assert.Contains("has changed", await _session.DecideAsync(Seen(0) with { Arm = 9 }, new TakeNote(), "a", "x"),
            StringComparison.Ordinal);
        Assert.Empty(_session.State.Decisions);
    }

    [Fact]
    public async Task A_roll_back_removes_generations_and_a_branch_starts_with_the_remaining_ones()
    {
        _session.Load(Small, 2);
        await _session.Until(state => state.Results.Generation == 2 && !state.IsBusy);
        Assert.Null(await _session.DecideAsync(Seen(0), new RollBack(1), "a", "worse"));
        Assert.Equal([2, 3], _session.State.Results.Arms.Select(arm => arm.Generations.Count));
        var refused = await _session.BranchAsync(Seen(0), new(1, 30, 0.8), "a", "try");
        Assert.True(refused is null, refused);
        Assert.Equal([2, 3, 2], _session.State.Results.Arms.Select(arm => arm.Generations.Count));
        _session.TrainTo(2);
        await _session.Until(state => state.Results.Generation == 2 && !state.IsBusy);
        var arms = _session.State.Results.Arms;
        Assert.Equal(arms[0].Generations[1].Excerpts, arms[2].Generations[1].Excerpts);
        Assert.NotEqual(arms[0].Generations[2].Excerpts, arms[2].Generations[2].Excerpts);
        Assert.Equal(0.3, arms[2].Generations[2].RealShare, 2);
        Assert.Contains("branches/branch-1/generations.csv", (await Export()).Keys);
    }

    /// <summary>The version of an arm on an up-to-date page.</summary>
    private ArmVersion Seen(int arm) => new(_session.State.Lesson, arm, _session.State.Results.Arms[arm].Generations.Count);

    private async Task<Dictionary<string, string>> ReviewedExport()
    {
        var lesson = _session.State.Lesson;
        _session.Load(Small, 1);
        await _session.Until(state => state.Lesson > lesson && state.Results.Generation == 1 && !state.IsBusy);
        Assert.Null(await _session.DecideAsync(Seen(0), new RejectDocuments([1]), "a teacher", "dull"));
        Assert.Null(await _session.DecideAsync(Seen(0), new EditDocument(2, "Once upon a time."), "a teacher", ""));
        Assert.Null(await _session.DecideAsync(Seen(0), new InjectRealText(0.3), "a teacher", ""));
        _session.TrainTo(2);
        await _session.Until(state => state.Results.Generation == 2 && !state.IsBusy);
        Assert.Equal(3, _session.State.Decisions.Count);
        return await Export();
    }

    private async Task<Dictionary<string, string>> Export()
    {
        using var bytes = (await _session.WithLessonAsync(lesson =>
        {
            var zip = new MemoryStream();
            lesson.Export(zip);
            return zip;
        }))!;
        using var archive = new System.IO.Compression.ZipArchive(bytes);
        var tables = archive.Entries.Where(entry => Path.GetExtension(entry.FullName) is ".csv" or ".jsonl");
        return tables.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }
}
