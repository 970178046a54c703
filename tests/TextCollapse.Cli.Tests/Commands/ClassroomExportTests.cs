using System.IO.Compression;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Review;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Measurements;
using TextCollapse.Web.Sessions;

namespace TextCollapse.Cli.Tests.Commands;

/// <summary>A run exported from the classroom page can be used like any other run.</summary>
public sealed class ClassroomExportTests : IDisposable
{
    private static readonly LessonSettings Lesson = new()
    {
        Corpus = "grammar:stories",
        Characters = 10_000,
        Order = 3,
        Generations = 3,
        Seed = 5,
        Arms = [new("replace"), new("fixed-real", 50)],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("export").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_lesson_with_its_decisions_and_branches_is_replayed_to_the_same_bytes_by_the_command_line()
    {
        using (var session = new ClassroomSession(new Engines(), new Pipelines(), new UploadedTexts(), LessonResults.Empty(Lesson)))
        {
            session.SetSpeed(PlaybackSpeed.Full);
            await Until(session, 1);
            await Decide(session, new RejectDocuments([1, 3]));
            await Decide(session, new EditDocument(2, "Once upon a time."));
            await Decide(session, new InjectRealText(0.3));
            await Until(session, 2);
            await Decide(session, new RollBack(1));
            Assert.Null(await session.BranchAsync(Seen(session), new(1, 30, 0.8), "anna", "what if"));
            await Until(session, 3);
            using var zip = await session.WithLessonAsync(lesson =>
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

    /// <summary>Replays an exported run and compares its results.</summary>
    private void Same(string run, string again)
    {
        var replay = Command.Run("run", Path.Combine(At(run), "study.yaml"), "--decisions", At(run), "--out", At(again), "--jobs", "1", "--no-report");
        Assert.Equal("", replay.Error);
        Assert.Equal(ExitCode.Done, replay.Code);
        foreach (var file in (string[])["generations.csv", "summary.csv", "contrasts.csv", "diagnosis.csv"])
            Assert.Equal(File.ReadAllText(Path.Combine(At(run), file)), File.ReadAllText(Path.Combine(At(again), file)));
    }

    private static async Task Decide(ClassroomSession session, DecisionAct what) =>
        Assert.Null(await session.DecideAsync(Seen(session), what, "anna", "shown in class"));

    private static ArmVersion Seen(ClassroomSession session) => new(session.State.Lesson, 0, session.State.Results.Arms[0].Generations.Count);

    private static async Task Until(ClassroomSession session, int generation)
    {
        session.TrainTo(generation, Lesson);
        for (var waited = 0; session.State.Results.Generation < generation || session.State.IsBusy; waited += 20)
        {
            Assert.True(waited < 60_000, $"After a minute the session was {session.State.Status}: {session.State.Message}");
            await Task.Delay(20);
        }
    }

    private string At(string name) => Path.Combine(_folder, name);
}
