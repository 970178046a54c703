using System.IO.Compression;
using TextCollapse.Chains.Decisions;
using TextCollapse.Studies;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Rooms;

namespace TextCollapse.Cli.Tests.Commands;

/// <summary>What a teacher takes home from the page is a run like any other.</summary>
public sealed class ClassroomExportTests : IDisposable
{
    private static readonly LessonSettings Lesson = new() { Corpus = "grammar:stories", Characters = 10_000, Order = 3, Generations = 3, Seed = 5, Arms = [new("replace"), new("fixed-real", 50)] };

    private readonly string _folder = Directory.CreateTempSubdirectory("export").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_lesson_with_its_decisions_and_branches_is_replayed_to_the_same_bytes_by_the_command_line()
    {
        using (var room = new Room(new Engines(), new Pipelines(), new OwnTexts(), Board.Empty(Lesson)))
        {
            room.SetTempo(Tempo.Full);
            await Until(room, 1);
            await Decide(room, new RejectDocuments([1, 3]));
            await Decide(room, new EditDocument(2, "Once upon a time."));
            await Decide(room, new InjectRealText(0.3));
            await Until(room, 2);
            await Decide(room, new RollBack(1));
            Assert.Null(await room.BranchAsync(Seen(room), new(1, 30, 0.8), "anna", "what if"));
            await Until(room, 3);
            using var zip = await room.Between(lesson =>
            {
                var bytes = new MemoryStream();
                lesson.Export(bytes);
                return bytes;
            });
            ZipFile.ExtractToDirectory(zip!, At("home"));
        }
        Same("home", "again");
        Same(Path.Combine("home", "branches", "branch-1"), "branch");
    }

    /// <summary>Replays a run that was taken home, and compares what comes of it.</summary>
    private void Same(string run, string again)
    {
        var replay = Command.Run("run", Path.Combine(At(run), "study.yaml"), "--decisions", At(run), "--out", At(again), "--jobs", "1", "--no-report");
        Assert.Equal("", replay.Error);
        Assert.Equal(ExitCode.Done, replay.Code);
        foreach (var file in (string[])["generations.csv", "summary.csv", "contrasts.csv", "diagnosis.csv"])
            Assert.Equal(File.ReadAllText(Path.Combine(At(run), file)), File.ReadAllText(Path.Combine(At(again), file)));
    }

    private static async Task Decide(Room room, DecisionAct what) => Assert.Null(await room.DecideAsync(Seen(room), what, "anna", "shown in class"));

    private static SeenArm Seen(Room room) => new(room.View.Lesson, 0, room.View.Board.Arms[0].Generations.Count);

    private static async Task Until(Room room, int generation)
    {
        room.GoTo(generation, Lesson);
        for (var waited = 0; room.View.Board.Generation < generation || room.View.IsBusy; waited += 20)
        {
            Assert.True(waited < 60_000, $"After a minute the room was {room.View.State}: {room.View.Message}");
            await Task.Delay(20);
        }
    }

    private string At(string name) => Path.Combine(_folder, name);
}
