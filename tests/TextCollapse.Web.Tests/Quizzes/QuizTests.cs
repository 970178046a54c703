using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Review;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Measurements;
using TextCollapse.Web.Quizzes;
using TextCollapse.Web.Sessions;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Quizzes;

public sealed class QuizTests : IDisposable
{
    private static readonly LessonSettings Small = new()
    {
        Corpus = "grammar:stories",
        Characters = 10_000,
        Order = 3,
        Generations = 2,
        Arms = [new("replace")]
    };

    private readonly ClassroomSession _session = new(new Engines(), new Pipelines(), new UploadedTexts(), LessonResults.Empty(Small));

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task A_visitor_votes_once_in_a_round_and_not_after_it_is_closed()
    {
        var quiz = await Opened();
        var round = quiz.Round!.Number;
        Assert.Equal(VoteResult.Counted, quiz.Vote("anna", round, true));
        Assert.Equal(VoteResult.AlreadyVoted, quiz.Vote("anna", round, false));
        Assert.Equal(VoteResult.Closed, quiz.Vote("ben", round + 1, true));
        Assert.Equal(1, quiz.Round!.Votes);
        quiz.CloseRound();
        Assert.Equal(VoteResult.Closed, quiz.Vote("ben", round, true));
        Assert.Single(quiz.Past);
        Assert.Contains("round,arm,generation", quiz.Csv(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vote_belongs_to_the_text_that_the_voter_saw()
    {
        var quiz = await Opened();
        var first = quiz.Round!;
        Assert.True(await quiz.OpenAsync(0));
        var second = quiz.Round!;
        Assert.NotEqual(first.Number, second.Number);
        Assert.Equal(VoteResult.Closed, quiz.Vote("anna", first.Number, true));
        quiz.CloseRound(first.Number);
        Assert.True(quiz.Round!.IsOpen);
        Assert.Equal(VoteResult.Counted, quiz.Vote("anna", second.Number, true));
        Assert.Empty(quiz.Past);
    }

    [Fact]
    public async Task An_exported_run_has_the_votes_of_closed_rounds_in_the_chains_own_log()
    {
        var quiz = await Opened();
        quiz.Vote("anna", quiz.Round!.Number, true);
        quiz.Vote("ben", quiz.Round!.Number, false);
        quiz.CloseRound();
        Assert.True(await quiz.OpenAsync(0));
        quiz.Vote("anna", quiz.Round!.Number, true);
        for (var again = 0; again < 2; again++)
        {
            var votes = await _session.WithLessonAsync(lesson =>
            {
                lesson.Export(new MemoryStream(), quiz.Csv(), quiz.Votes);
                return VoteLog.Open(lesson.Chains[0].Folder);
            });
            Assert.Equal(["anna", "ben"], votes!.Votes.Select(vote => vote.Voter));
            Assert.Equal(quiz.ByGeneration(), votes.ByGeneration());
        }
    }

    [Fact]
    public async Task Votes_at_the_same_moment_are_each_counted_once()
    {
        var quiz = await Opened();
        Parallel.For(0, 1000, i => quiz.Vote($"visitor {i % 100}", 1, i % 2 == 0));
        Assert.Equal(100, quiz.Round!.Votes);
    }

    [Fact]
    public async Task Generations_take_turns_and_the_coin_falls_on_both_sides()
    {
        var quiz = await Opened(until: 2);
        for (var i = 0; i < 60; i++)
        {
            quiz.Vote("anna", quiz.Round!.Number, true);
            Assert.True(await quiz.OpenAsync(0));
        }
        Assert.Equal([20, 20, 20], quiz.Past.GroupBy(round => round.Generation).OrderBy(group => group.Key).Select(group => group.Count()));
        Assert.InRange(quiz.Past.Count(round => round.IsReal), 10, 50);
    }

    [Fact]
    public async Task Another_lesson_begins_another_quiz()
    {
        var quiz = await Opened();
        quiz.Vote("anna", 1, true);
        _session.Load(Small with { Seed = 2 }, 0);
        await _session.Until(state => state.Lesson == 2 && state.Results.Generation == 0);
        Assert.Null(quiz.Round);
        Assert.Empty(quiz.Past);
        Assert.Equal(VoteResult.Closed, quiz.Vote("ben", 1, true));
    }

    [Theory]
    [InlineData(8, 10, 0.4901625, 0.9433178)] // R: prop.test(8, 10, correct = FALSE)
    [InlineData(0, 5, 0, 0.4344825)]
    public void The_interval_is_Wilsons(int right, int votes, double lower, double upper)
    {
        var interval = new WilsonInterval(right, votes);
        Assert.Equal(lower, interval.Lower, 6);
        Assert.Equal(upper, interval.Upper, 6);
    }

    private async Task<Quiz> Opened(int until = 0)
    {
        _session.SetSpeed(PlaybackSpeed.Full);
        _session.Load(Small, until);
        await _session.Until(state => state.Results.Generation == until && !state.IsBusy);
        var quiz = new Quiz(_session);
        Assert.True(await quiz.OpenAsync(0));
        return quiz;
    }
}
