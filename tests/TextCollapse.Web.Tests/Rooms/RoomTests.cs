using TextCollapse.Chains.Decisions;
using TextCollapse.Studies;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Rooms;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Rooms;

public sealed class RoomTests : IDisposable
{
    private static readonly LessonSettings Small = new() { Corpus = "grammar:stories", Characters = 10_000, Order = 3, Generations = 3, Arms = [new("replace"), new("fixed-real", 50)] };

    private readonly Room _room = new(new Engines(), new Pipelines(), new OwnTexts(), Board.Empty(Small), threads: 2);

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task The_same_lesson_gives_the_same_texts_stepped_or_run_through()
    {
        _room.SetTempo(Tempo.Full);
        _room.Load(Small, int.MaxValue);
        await _room.Until(view => view.State == RoomState.Finished);
        var through = _room.View.Board;
        _room.Reset();
        await _room.Until(view => view.Lesson == 2 && view.State == RoomState.Paused);
        for (var generation = 0; generation <= 3; generation++)
        {
            _room.Step();
            await _room.Until(view => view.Board.Generation == generation && !view.IsBusy);
        }
        Assert.Equal(RoomState.Finished, _room.View.State);
        Assert.Equal(through.Arms.SelectMany(arm => arm.Generations).SelectMany(generation => generation.Excerpts), _room.View.Board.Arms.SelectMany(arm => arm.Generations).SelectMany(generation => generation.Excerpts));
    }

    [Fact]
    public async Task A_second_step_from_a_page_that_still_sees_the_recorded_run_goes_on_with_the_lesson_of_the_first()
    {
        _room.Step(Small);
        await _room.Until(view => view.Board.Generation == 0 && view.State == RoomState.Paused);
        _room.Step(Small);
        await _room.Until(view => view.Board.Generation == 1 && view.State == RoomState.Paused);
        Assert.Equal((1, Small.Seed), (_room.View.Lesson, _room.View.Board.Settings.Seed));
    }

    [Fact]
    public async Task Two_steps_at_once_make_two_generations()
    {
        _room.Step(Small);
        _room.Step(Small);
        await _room.Until(view => view.State == RoomState.Paused && view.Board.Generation == 1);
        _room.Start();
        _room.Step();
        await _room.Until(view => view.State == RoomState.Finished);
    }

    [Fact]
    public async Task A_reset_right_after_another_lesson_was_loaded_begins_that_one()
    {
        _room.Load(Small with { Seed = 2 });
        _room.Reset();
        await _room.Until(view => view.Lesson == 2 && view.State == RoomState.Paused);
        Assert.Equal(2, _room.View.Board.Settings.Seed);
    }

    [Fact]
    public async Task Nobody_decides_about_what_they_have_not_seen()
    {
        _room.Load(Small, 0);
        await _room.Until(view => view.Board.Generation == 0 && !view.IsBusy);
        var seen = Seen(0);
        // The page still shows generation 0 when its teacher, or another one, goes on.
        _room.Step();
        await _room.Until(view => view.Board.Generation == 1 && !view.IsBusy);
        Assert.Contains("has changed", await _room.DecideAsync(seen, new RejectDocuments([1]), "a", "dull"), StringComparison.Ordinal);
        Assert.Null(await _room.DecideAsync(Seen(0), new RollBack(0), "a", "worse"));
        Assert.Contains("has changed", await _room.DecideAsync(Seen(0) with { Generations = 2 }, new RollBack(0), "a", "clicked twice"), StringComparison.Ordinal);
        Assert.Null(await _room.BranchAsync(Seen(0), new(0, 30, 0.8), "a", "try"));
        Assert.Contains("there already", await _room.BranchAsync(Seen(0), new(0, 30, 0.8), "a", "clicked twice"), StringComparison.Ordinal);
        Assert.Equal(2, _room.View.Decisions.Count);
        _room.Load(Small with { Seed = 2 }, 0);
        await _room.Until(view => view.Lesson == 2 && view.Board.Generation == 0 && !view.IsBusy);
        Assert.Contains("has changed", await _room.DecideAsync(seen, new RejectDocuments([1]), "a", "dull"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_lesson_there_is_nothing_to_decide()
    {
        Assert.Contains("No lesson", await _room.DecideAsync(new(0, 0, 0), new TakeNote(), "a", "x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_teachers_at_once_break_nothing_the_last_lesson_stands()
    {
        _room.SetTempo(Tempo.Full);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(teacher => Task.Run(async () =>
        {
            for (var i = 0; i < 8; i++)
            {
                switch ((i + teacher) % 4)
                {
                    case 0: _room.Load(Small with { Seed = i }, 1); break;
                    case 1: _room.Pause(); break;
                    case 2: _room.Step(); break;
                    default: _room.Start(); break;
                }
                await Task.Delay(5);
            }
        })));
        _room.Load(Small with { Seed = 99 }, int.MaxValue);
        await _room.Until(view => view.Board.Settings.Seed == 99 && view.State == RoomState.Finished);
        Assert.Equal(3, _room.View.Board.Generation);
    }

    [Fact]
    public async Task A_text_that_the_server_does_not_have_is_named_and_the_room_goes_on()
    {
        _room.Load(Small with { Corpus = "own-0123456789abcdef" }, 0);
        await _room.Until(view => view.State == RoomState.Failed);
        Assert.Contains("does not have", _room.View.Message, StringComparison.Ordinal);
        _room.Load(Small, 0);
        await _room.Until(view => view.Board.Generation == 0);
    }

    [Fact]
    public async Task A_pause_ends_a_long_training_soon_and_it_goes_on_after()
    {
        _room.Load(Small with { Model = "gru" }, int.MaxValue);
        await _room.Until(view => view.State == RoomState.Running);
        await Task.Delay(200);
        _room.Pause();
        await _room.Until(view => view.State == RoomState.Paused, seconds: 20);
        _room.Step();
        await _room.Until(view => view.State == RoomState.Running);
        _room.Pause();
        await _room.Until(view => view.State == RoomState.Paused, seconds: 20);
    }

    [Fact]
    public async Task Decisions_change_what_is_read_are_kept_with_the_run_and_give_the_same_bytes_again()
    {
        var export = await Overseen();
        var again = await Overseen();
        var decisions = Assert.Single(export, entry => entry.Key.EndsWith(DecisionLog.FileName, StringComparison.Ordinal));
        Assert.Equal(3, decisions.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(export["generations.csv"], again["generations.csv"]);

        // Without the decisions the arm is another.
        _room.Load(Small, 2);
        await _room.Until(view => view.Board.Generation == 2 && !view.IsBusy);
        Assert.NotEqual(export["generations.csv"], (await Export())["generations.csv"]);
    }

    [Fact]
    public async Task A_decision_that_cannot_be_is_refused_with_the_reason()
    {
        _room.Load(Small, 1);
        await _room.Until(view => view.Board.Generation == 1 && !view.IsBusy);
        Assert.Contains("no document 999", await _room.DecideAsync(Seen(0), new RejectDocuments([999]), "a", ""), StringComparison.Ordinal);
        Assert.Contains("generations 0 to 1", await _room.DecideAsync(Seen(0), new RollBack(5), "a", ""), StringComparison.Ordinal);
        Assert.Contains("alphabet", await _room.DecideAsync(Seen(0), new EditDocument(1, "日本"), "a", ""), StringComparison.Ordinal);
        Assert.Contains("generations 0 to 1", await _room.BranchAsync(Seen(0), new(2, 30, 0.8), "a", ""), StringComparison.Ordinal);
        Assert.Contains("has changed", await _room.DecideAsync(Seen(0) with { Arm = 9 }, new TakeNote(), "a", "x"), StringComparison.Ordinal);
        Assert.Empty(_room.View.Decisions);
    }

    [Fact]
    public async Task A_roll_back_takes_generations_away_and_a_branch_begins_with_those_that_stand()
    {
        _room.Load(Small, 2);
        await _room.Until(view => view.Board.Generation == 2 && !view.IsBusy);
        Assert.Null(await _room.DecideAsync(Seen(0), new RollBack(1), "a", "worse"));
        Assert.Equal([2, 3], _room.View.Board.Arms.Select(arm => arm.Generations.Count));
        var refused = await _room.BranchAsync(Seen(0), new(1, 30, 0.8), "a", "try");
        Assert.True(refused is null, refused);
        Assert.Equal([2, 3, 2], _room.View.Board.Arms.Select(arm => arm.Generations.Count));
        _room.GoTo(2);
        await _room.Until(view => view.Board.Generation == 2 && !view.IsBusy);
        var arms = _room.View.Board.Arms;
        Assert.Equal(arms[0].Generations[1].Excerpts, arms[2].Generations[1].Excerpts);
        Assert.NotEqual(arms[0].Generations[2].Excerpts, arms[2].Generations[2].Excerpts);
        Assert.Equal(0.3, arms[2].Generations[2].RealShare, 2);
        Assert.Contains("branches/branch-1/generations.csv", (await Export()).Keys);
    }

    /// <summary>An arm as a page sees it that is up to date.</summary>
    private SeenArm Seen(int arm) => new(_room.View.Lesson, arm, _room.View.Board.Arms[arm].Generations.Count);

    private async Task<Dictionary<string, string>> Overseen()
    {
        var lesson = _room.View.Lesson;
        _room.Load(Small, 1);
        await _room.Until(view => view.Lesson > lesson && view.Board.Generation == 1 && !view.IsBusy);
        Assert.Null(await _room.DecideAsync(Seen(0), new RejectDocuments([1]), "a teacher", "dull"));
        Assert.Null(await _room.DecideAsync(Seen(0), new EditDocument(2, "Once upon a time."), "a teacher", ""));
        Assert.Null(await _room.DecideAsync(Seen(0), new InjectRealText(0.3), "a teacher", ""));
        _room.GoTo(2);
        await _room.Until(view => view.Board.Generation == 2 && !view.IsBusy);
        Assert.Equal(3, _room.View.Decisions.Count);
        return await Export();
    }

    private async Task<Dictionary<string, string>> Export()
    {
        using var bytes = (await _room.Between(lesson =>
        {
            var zip = new MemoryStream();
            lesson.Export(zip);
            return zip;
        }))!;
        using var archive = new System.IO.Compression.ZipArchive(bytes);
        return archive.Entries.Where(entry => entry.FullName.EndsWith(".csv", StringComparison.Ordinal) || entry.FullName.EndsWith(".jsonl", StringComparison.Ordinal)).ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }
}
