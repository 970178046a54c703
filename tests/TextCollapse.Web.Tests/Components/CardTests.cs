using Bunit;
using Microsoft.Extensions.DependencyInjection;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Web.Components;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Measurements;
using TextCollapse.Web.Quizzes;
using TextCollapse.Web.Security;
using TextCollapse.Web.Sessions;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Components;

public sealed class CardTests : BunitContext
{
    private const string Hostile = "<script>alert(1)</script>\u202Eevil\0\u200B=1+1";

    private readonly ClassroomSession _session;

    public CardTests()
    {
        _session = new(new Engines(), new Pipelines(), new UploadedTexts(), Results());
        Services.AddSingleton(_session).AddSingleton(new Quiz(_session)).AddSingleton<VisitorRateLimits>();
    }

    [Fact]
    public void Hostile_text_is_shown_as_text_with_what_cannot_be_seen_spelt_out()
    {
        var state = _session.State;
        var student = new Visitor("s", Role.Student);
        var decided = state with { Decisions = [new(default, Hostile, "replace", "rejected", Hostile)] };
        foreach (var card in new IRenderedComponent<Microsoft.AspNetCore.Components.IComponent>[]
        {
            Render<GeneratedTextCard>(card => card.Add(c => c.State, state)),
            Render<VanishingWordsCard>(card => card.Add(c => c.State, state)),
            Render<NextCharacterCard>(card => card.Add(c => c.State, state).Add(c => c.Visitor, student).Add(c => c.Context, Hostile)),
            Render<ReviewCard>(card => card.Add(c => c.State, decided).Add(c => c.Visitor, student)),
        })
        {
            // The input field of a visitor keeps the typed text unchanged.
            var markup = System.Text.RegularExpressions.Regex.Replace(card.Markup, "value=\"[^\"]*\"", "");
            Assert.Empty(card.FindAll("script"));
            Assert.DoesNotContain("\u202E", markup, StringComparison.Ordinal);
            Assert.DoesNotContain("\0", markup, StringComparison.Ordinal);
            Assert.DoesNotContain("\u200B", markup, StringComparison.Ordinal);
        }
        Assert.Contains("⟨U+202E⟩", Render<GeneratedTextCard>(card => card.Add(c => c.State, state)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_is_struck_out_with_the_generation_since_which_it_is_gone()
    {
        var card = Render<VanishingWordsCard>(parameters => parameters.Add(c => c.State, _session.State));
        Assert.Contains("gone since generation </span>1", card.Find("li.dead").InnerHtml, StringComparison.Ordinal);
        Assert.Contains("0 of 1 alive", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_student_sees_no_control_of_review_or_quiz()
    {
        var student = new Visitor("s", Role.Student);
        var review = Render<ReviewCard>(card => card.Add(c => c.State, _session.State).Add(c => c.Visitor, student));
        Assert.Empty(review.FindAll("button, input, select, textarea"));
        var quiz = Render<QuizCard>(card => card.Add(c => c.State, _session.State).Add(c => c.Visitor, student));
        Assert.Empty(quiz.FindAll("button, select"));
    }

    [Fact]
    public async Task A_vote_that_comes_after_the_next_question_is_not_counted_for_it()
    {
        _session.Load(new LessonSettings
        {
            Corpus = "grammar:stories",
            Characters = 10_000,
            Order = 3,
            Generations = 1,
            Arms = [new("replace")]
        }, 0);
        await _session.Until(state => state.Results.Generation == 0 && !state.IsBusy);
        var quiz = Services.GetRequiredService<Quiz>();
        Assert.True(await quiz.OpenAsync(0));
        var student = new Visitor("s", Role.Student);
        var card = Render<QuizCard>(parameters => parameters.Add(c => c.State, _session.State).Add(c => c.Visitor, student));
        Assert.True(await quiz.OpenAsync(0));
        await card.FindAll(".votes button")[0].ClickAsync(new());
        Assert.Contains("too late", card.Markup, StringComparison.Ordinal);
        Assert.Equal(0, quiz.Round!.Votes);
        await card.FindAll(".votes button")[0].ClickAsync(new());
        Assert.Equal(1, quiz.Round!.Votes);
    }

    [Fact]
    public void Before_anything_is_trained_no_empty_axes_are_shown()
    {
        var state = _session.State with { Results = LessonResults.Empty(new LessonSettings()) };
        var card = Render<MetricCard>(parameters => parameters.Add(c => c.State, state).Add(c => c.Metric, "bpc_real"));
        Assert.Empty(card.FindAll("svg"));
        Assert.Contains("No generation has been trained yet", card.Markup, StringComparison.Ordinal);
        card.Render(parameters => parameters.Add(c => c.State, _session.State));
        Assert.NotEmpty(card.FindAll("svg"));
    }

    [Fact]
    public void The_level_of_guessing_is_drawn_from_the_first_question_on()
    {
        var one = QuizChart.Draw([(2, new TextCollapse.Metrics.Statistics.WilsonInterval(3, 4))], 5, narrow: true);
        Assert.Equal([0.0, 5.0], one.Series[1].Points.Select(point => point.X));
    }

    [Fact]
    public void Every_stop_of_the_tour_has_a_question_and_an_answer()
    {
        for (var stop = 1; stop <= Tour.Stops.Count; stop++)
        {
            var card = Render<TourCard>(parameters => parameters.Add(c => c.State, _session.State).Add(c => c.Stop, stop));
            Assert.Contains(Tour.Stops[stop - 1].Question, card.Find(".question").TextContent, StringComparison.Ordinal);
            Assert.NotEmpty(card.Find("details p").TextContent);
        }
    }

    [Fact]
    public void The_recorded_lesson_is_embedded_and_reads_back()
    {
        var embedded = RecordedLesson.Embedded;
        Assert.Equal(embedded.Settings.Generations, embedded.Generation);
        Assert.All(embedded.Arms, arm => Assert.All(arm.Generations, generation =>
            Assert.Equal(RecordedLesson.Contexts.Order(), generation.Predictions.Keys.Order())));
        Assert.Equal(embedded.Settings, RecordedLesson.Read(RecordedLesson.Write(embedded), "memory").Settings);
        Assert.Throws<InputException>(() => RecordedLesson.Read("{}"u8, "memory"));
        var later = System.Text.Encoding.UTF8.GetString(RecordedLesson.Write(embedded)).Replace("textcollapse-classroom/2",
            "textcollapse-classroom/3", StringComparison.Ordinal);
        Assert.Contains("serve --record", Assert.Throws<InputException>(() =>
            RecordedLesson.Read(System.Text.Encoding.UTF8.GetBytes(later), "memory")).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => RecordedLesson.Read("nonsense"u8, "memory"));
    }

    protected override void Dispose(bool disposing)
    {
        _session.Dispose();
        base.Dispose(disposing);
    }

    private static LessonResults Results()
    {
        var metrics = new Dictionary<string, double> { ["bpc_real"] = 2 };
        GenerationResults Generation(int number, int count) => new(number, metrics, 1, [Hostile], [count])
        {
            Predictions = new Dictionary<string, IReadOnlyList<CharacterProbability>>
            {
                [Hostile] = [new("<", 0.5), new("\u202E", 0.3), new("\0", 0.2)],
            },
        };
        return new(new LessonSettings(), [new(Hostile, 2, WordFrequency.Rare)],
            [new("replace", "replace", [Generation(0, 1), Generation(1, 0), Generation(2, 0)])]);
    }
}
