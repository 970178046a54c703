using Bunit;
using Microsoft.Extensions.DependencyInjection;
using TextCollapse.Studies;
using TextCollapse.Web.Access;
using TextCollapse.Web.Components;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Quizzes;
using TextCollapse.Web.Rooms;
using TextCollapse.Web.Tests.Support;
using TextCollapse.Web.Words;

namespace TextCollapse.Web.Tests.Components;

public sealed class CardTests : BunitContext
{
    private const string Hostile = "<script>alert(1)</script>\u202Eevil\0\u200B=1+1";

    private readonly Room _room;

    public CardTests()
    {
        _room = new(new Engines(), new Pipelines(), new OwnTexts(), Board());
        Services.AddSingleton(_room).AddSingleton(new Quiz(_room)).AddSingleton<OwnTexts>();
    }

    [Fact]
    public void Hostile_text_is_shown_as_text_with_what_cannot_be_seen_spelt_out()
    {
        var view = _room.View;
        foreach (var card in new IRenderedComponent<Microsoft.AspNetCore.Components.IComponent>[]
        {
            Render<TextCard>(card => card.Add(c => c.View, view)),
            Render<WordCard>(card => card.Add(c => c.View, view)),
            Render<NextCard>(card => card.Add(c => c.View, view).Add(c => c.Context, Hostile)),
            Render<OversightCard>(card => card.Add(c => c.View, view with { Decisions = [new(default, Hostile, "replace", "rejected", Hostile)] }).Add(c => c.Visitor, new Visitor("s", Role.Student))),
        })
        {
            // What a visitor typed stays in their own field as they typed it.
            var markup = System.Text.RegularExpressions.Regex.Replace(card.Markup, "value=\"[^\"]*\"", "");
            Assert.Empty(card.FindAll("script"));
            Assert.DoesNotContain("\u202E", markup, StringComparison.Ordinal);
            Assert.DoesNotContain("\0", markup, StringComparison.Ordinal);
            Assert.DoesNotContain("\u200B", markup, StringComparison.Ordinal);
        }
        Assert.Contains("⟨U+202E⟩", Render<TextCard>(card => card.Add(c => c.View, view)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_is_struck_out_since_the_generation_from_which_on_it_is_gone()
    {
        var card = Render<WordCard>(parameters => parameters.Add(c => c.View, _room.View));
        Assert.Contains("gone since generation </span>1", card.Find("li.dead").InnerHtml, StringComparison.Ordinal);
        Assert.Contains("0 of 1 alive", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_student_sees_no_control_of_oversight_or_quiz()
    {
        var student = new Visitor("s", Role.Student);
        Assert.Empty(Render<OversightCard>(card => card.Add(c => c.View, _room.View).Add(c => c.Visitor, student)).FindAll("button, input, select, textarea"));
        Assert.Empty(Render<QuizCard>(card => card.Add(c => c.View, _room.View).Add(c => c.Visitor, student)).FindAll("button, select"));
    }

    [Fact]
    public async Task A_vote_that_comes_after_the_next_question_is_not_counted_for_it()
    {
        _room.Load(new LessonSettings { Corpus = "grammar:stories", Characters = 10_000, Order = 3, Generations = 1, Arms = [new("replace")] }, 0);
        await _room.Until(view => view.Board.Generation == 0 && !view.IsBusy);
        var quiz = Services.GetRequiredService<Quiz>();
        Assert.True(await quiz.OpenAsync(0));
        var card = Render<QuizCard>(parameters => parameters.Add(c => c.View, _room.View).Add(c => c.Visitor, new Visitor("s", Role.Student)));
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
        var view = _room.View with { Board = Web.Rooms.Board.Empty(new LessonSettings()) };
        var card = Render<CurveCard>(parameters => parameters.Add(c => c.View, view).Add(c => c.Metric, "bpc_real"));
        Assert.Empty(card.FindAll("svg"));
        Assert.Contains("No generation is trained yet", card.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(Render<CurveCard>(parameters => parameters.Add(c => c.View, _room.View).Add(c => c.Metric, "bpc_real")).FindAll("svg"));
    }

    [Fact]
    public void A_coin_is_drawn_from_the_first_question_on()
    {
        var one = QuizFigure.Draw([(2, new TextCollapse.Statistics.WilsonInterval(3, 4))], 5, narrow: true);
        Assert.Equal([0.0, 5.0], one.Series[1].Points.Select(point => point.X));
    }

    [Fact]
    public void Every_stop_of_the_tour_has_a_question_and_an_answer()
    {
        for (var stop = 1; stop <= Tour.Stops.Count; stop++)
        {
            var card = Render<TourCard>(parameters => parameters.Add(c => c.View, _room.View).Add(c => c.Stop, stop).Add(c => c.CanSteer, true).Add(c => c.Do, _ => { }));
            Assert.Contains(Tour.Stops[stop - 1].Question, card.Find(".question").TextContent, StringComparison.Ordinal);
            Assert.NotEmpty(card.Find("details p").TextContent);
        }
    }

    [Fact]
    public void The_shipped_run_is_there_and_reads_back()
    {
        var shipped = BoardFile.Shipped;
        Assert.Equal(shipped.Settings.Generations, shipped.Generation);
        Assert.All(shipped.Arms, arm => Assert.All(arm.Generations, generation => Assert.Equal(BoardFile.Contexts.Order(), generation.Expected.Keys.Order())));
        Assert.Equal(shipped.Settings, BoardFile.Read(BoardFile.Write(shipped), "memory").Settings);
        Assert.Throws<InputException>(() => BoardFile.Read("{}"u8, "memory"));
        var later = System.Text.Encoding.UTF8.GetString(BoardFile.Write(shipped)).Replace("textcollapse-classroom/1", "textcollapse-classroom/2", StringComparison.Ordinal);
        Assert.Contains("serve --record", Assert.Throws<InputException>(() => BoardFile.Read(System.Text.Encoding.UTF8.GetBytes(later), "memory")).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => BoardFile.Read("nonsense"u8, "memory"));
    }

    protected override void Dispose(bool disposing)
    {
        _room.Dispose();
        base.Dispose(disposing);
    }

    private static Board Board()
    {
        var metrics = new Dictionary<string, double> { ["bpc_real"] = 2 };
        BoardGeneration Generation(int number, int count) => new(number, metrics, 1, [Hostile], [count])
        {
            Expected = new Dictionary<string, IReadOnlyList<CharacterChance>> { [Hostile] = [new("<", 0.5), new("\u202E", 0.3), new("\0", 0.2)] },
        };
        return new(new LessonSettings(), [new(Hostile, 2, WordBand.Rare)], [new("replace", "replace", [Generation(0, 1), Generation(1, 0), Generation(2, 0)])]);
    }
}
