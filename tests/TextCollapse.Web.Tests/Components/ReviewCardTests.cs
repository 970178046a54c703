using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Web.Components;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Measurements;
using TextCollapse.Web.Security;
using TextCollapse.Web.Sessions;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Components;

public sealed class ReviewCardTests : BunitContext, IAsyncLifetime
{
    private static readonly LessonSettings Small = new()
    {
        Corpus = "grammar:stories",
        Characters = 10_000,
        Order = 3,
        Generations = 2,
        Arms = [new("replace")],
    };

    private readonly ClassroomSession _session = new(new Engines(), new Pipelines(), new UploadedTexts(), LessonResults.Empty(Small));

    public async Task InitializeAsync()
    {
        Services.AddSingleton(_session);
        _session.Load(Small, 0);
        await _session.Until(state => state.Results.Generation == 0 && !state.IsBusy);
    }

    Task IAsyncLifetime.DisposeAsync()
    {
        _session.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_refused_edit_keeps_the_rewritten_text()
    {
        var card = Open();
        await Button(card, "Edit document 2").ClickAsync(new());
        await card.Find("textarea").ChangeAsync(new() { Value = "日本" });
        await card.Find("li button.primary").ClickAsync(new());
        Assert.Contains("a reason", card.Find(".problem").TextContent, StringComparison.Ordinal);
        Assert.Equal("日本", card.Find("textarea").GetAttribute("value"));

        await Reason(card).ChangeAsync(new() { Value = "clearer" });
        await card.Find("li button.primary").ClickAsync(new());
        card.WaitForAssertion(() => Assert.Contains("alphabet", card.Find(".problem").TextContent, StringComparison.Ordinal));
        Assert.Equal("日本", card.Find("textarea").GetAttribute("value"));
        Assert.Empty(_session.State.Decisions);

        await card.Find("textarea").ChangeAsync(new() { Value = "Once upon a time." });
        await card.Find("li button.primary").ClickAsync(new());
        card.WaitForAssertion(() => Assert.Empty(card.FindAll("textarea")));
        Assert.Single(_session.State.Decisions);
    }

    [Fact]
    public async Task An_edit_that_was_not_saved_before_the_arm_changed_is_still_there()
    {
        var card = Open();
        await Button(card, "Edit document 2").ClickAsync(new());
        await card.Find("textarea").ChangeAsync(new() { Value = "Once upon a time." });
        _session.Step();
        await _session.Until(state => state.Results.Generation == 1 && !state.IsBusy);
        Show(card, _session.State);
        card.WaitForAssertion(() => Assert.Equal("Once upon a time.", card.Find("textarea[readonly]").TextContent));
    }

    [Fact]
    public async Task Every_decision_needs_a_reason_of_its_own()
    {
        var card = Open();
        await Reason(card).ChangeAsync(new() { Value = "dull" });
        await Button(card, "Reject document 1").ClickAsync(new());
        card.WaitForAssertion(() => Assert.Single(_session.State.Decisions));
        await Button(card, "Reject document 2").ClickAsync(new());
        card.WaitForAssertion(() => Assert.Contains("a reason", card.Find(".problem").TextContent, StringComparison.Ordinal));
        Assert.Equal(["dull"], _session.State.Decisions.Select(decision => decision.Reason));

        // An earlier reason can be selected again manually.
        Show(card, _session.State);
        Assert.Equal("dull", card.Find("datalist option").GetAttribute("value"));
    }

    [Fact]
    public async Task Documents_of_the_old_lesson_are_gone_while_the_new_one_is_trained()
    {
        var card = Open();
        var old = card.Find("ol.documents").TextContent;
        Assert.NotEmpty(old);
        _session.Load(Small with { Seed = 2 }, 0);
        await _session.Until(state => state.Lesson == 2 && state.Results.Generation == 0 && !state.IsBusy);
        Show(card, _session.State with { Status = SessionStatus.Running });
        Assert.Empty(card.FindAll("ol.documents"));
        Show(card, _session.State);
        card.WaitForAssertion(() => Assert.NotEqual(old, card.Find("ol.documents").TextContent));
    }

    private IRenderedComponent<ReviewCard> Open()
    {
        var teacher = new Visitor("t", Role.Teacher);
        var card = Render<ReviewCard>(parameters => parameters.Add(c => c.State, _session.State).Add(c => c.Visitor, teacher));
        card.WaitForAssertion(() => Assert.NotEmpty(card.FindAll("ol.documents li")));
        return card;
    }

    private static void Show(IRenderedComponent<ReviewCard> card, SessionState state) =>
        card.Render(parameters => parameters.Add(c => c.State, state));

    private static IElement Reason(IRenderedComponent<ReviewCard> card) => card.Find("input[list=reasons]");

    private static IElement Button(IRenderedComponent<ReviewCard> card, string label) => card.Find($"button[aria-label='{label}']");
}
