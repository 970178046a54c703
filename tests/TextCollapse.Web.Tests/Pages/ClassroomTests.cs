using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Review;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Measurements;
using TextCollapse.Web.Pages;
using TextCollapse.Web.Quizzes;
using TextCollapse.Web.Security;
using TextCollapse.Web.Sessions;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Pages;

/// <summary>The teacher's page: the effect of its buttons on the session.</summary>
public sealed class ClassroomTests : BunitContext
{
    private static readonly LessonSettings Small = new()
    {
        Corpus = "grammar:stories",
        Characters = 10_000,
        Order = 3,
        Generations = 2,
        Arms = [new("replace")],
    };

    private readonly ClassroomSession _session;
    private readonly Quiz _quiz;

    public ClassroomTests()
    {
        var texts = new UploadedTexts();
        _session = new(new Engines(), new Pipelines(), texts, LessonResults.Empty(Small));
        _quiz = new(_session);
        Services.AddSingleton(_session).AddSingleton(_quiz).AddSingleton(texts).AddSingleton<Presence>().AddSingleton<JoinInfo>();
        Services.AddSingleton<VisitorRateLimits>().AddSingleton<PresenceCircuitHandler>();
        Services.AddSingleton<AntiforgeryStateProvider, NoAntiforgery>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        var authorization = this.AddAuthorization().SetAuthorized("teacher");
        authorization.SetClaims(new Claim("visitor", "t"), new Claim("role", nameof(Role.Teacher)));
        SetRendererInfo(new RendererInfo("Server", true));
    }

    [Fact]
    public async Task A_tour_stop_that_only_shows_a_metric_shows_it_at_once()
    {
        var page = Open("?tour=5");
        Assert.Equal("bpc_real", page.Find("section[aria-labelledby=curves-title] select").GetAttribute("value"));
        await Click(page, "Show that curve");
        Assert.Equal("bpc_own", page.Find("section[aria-labelledby=curves-title] select").GetAttribute("value"));
    }

    [Theory]
    [InlineData("Start", 2)]
    [InlineData("Step", 0)]
    [InlineData("Reset", -1)]
    [InlineData("Train with these settings", 2)]
    public async Task Changed_settings_take_effect_whatever_button_is_pressed(string button, int generation)
    {
        _session.SetSpeed(PlaybackSpeed.Full);
        _session.Load(Small, 1);
        await _session.Until(state => state.Results.Generation == 1 && !state.IsBusy);
        var page = Open();
        await SetTemperature(page, "0.5");
        Assert.Contains("Settings changed", page.Find(".changed").TextContent, StringComparison.Ordinal);
        await Click(page, button);
        await _session.Until(state => state.Lesson == 2 && state.Results.Generation == generation && !state.IsBusy);
        Assert.Equal(0.5, _session.State.Results.Settings.Temperature);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".changed")), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Unchanged_settings_continue_the_lesson()
    {
        _session.Load(Small, 0);
        await _session.Until(state => state.Results.Generation == 0 && !state.IsBusy);
        var page = Open();
        await Click(page, "Step");
        await _session.Until(state => state.Results.Generation == 1 && !state.IsBusy);
        Assert.Equal(1, _session.State.Lesson);
    }

    [Fact]
    public async Task Changes_can_be_undone()
    {
        _session.Load(Small, 0);
        await _session.Until(state => state.Results.Generation == 0 && !state.IsBusy);
        var page = Open();
        await SetTemperature(page, "0.5");
        await Click(page, "Undo the changes");
        Assert.Equal("0.9", page.Find("input[aria-label=Temperature]").GetAttribute("value"));
        await Click(page, "Step");
        await _session.Until(state => state.Results.Generation == 1 && !state.IsBusy);
        Assert.Equal(1, _session.State.Lesson);
    }

    [Theory]
    [InlineData("Reset", false)]
    [InlineData("Train with these settings", false)]
    [InlineData("Step", true)]
    [InlineData("Start with 2 % and 20 %", false)]
    public async Task Decisions_votes_and_branches_are_not_discarded_without_asking(string button, bool isChanged)
    {
        await Review();
        var page = Open("?tour=7");
        if (isChanged)
            await SetTemperature(page, "0.5");
        await Click(page, button);
        Assert.Contains("2 decisions, 1 branch, 1 vote", page.Find(".confirm").TextContent, StringComparison.Ordinal);
        await Click(page, "Cancel");
        await Task.Delay(100);
        Assert.Equal((1, 2), (_session.State.Lesson, _session.State.Decisions.Count));

        await Click(page, button);
        await Click(page, "Discard and continue");
        await _session.Until(state => state.Lesson == 2 && !state.IsBusy);
        Assert.Empty(page.FindAll(".confirm"));
    }

    [Fact]
    public async Task A_lesson_that_can_be_computed_again_is_reset_without_asking()
    {
        _session.Load(Small, 0);
        await _session.Until(state => state.Results.Generation == 0 && !state.IsBusy);
        await Click(Open(), "Reset");
        await _session.Until(state => state.Lesson == 2);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _session.Dispose();
    }

    /// <summary>Clicks a button. On the renderer's thread, so that the page cannot render between finding and clicking it.</summary>
    private static Task Click(IRenderedComponent<Classroom> page, string button) =>
        page.InvokeAsync(() => page.FindAll("button").Single(one => one.TextContent.Trim() == button).Click());

    private static Task SetTemperature(IRenderedComponent<Classroom> page, string value) =>
        page.InvokeAsync(() => page.Find("input[aria-label=Temperature]").Change(value));

    private IRenderedComponent<Classroom> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/" + query);
        return Render<Classroom>();
    }

    /// <summary>A lesson with two decisions, one of them a branch, and a vote.</summary>
    private async Task Review()
    {
        _session.Load(Small, 0);
        await _session.Until(state => state.Results.Generation == 0 && !state.IsBusy);
        var seen = new ArmVersion(1, 0, 1);
        Assert.Null(await _session.DecideAsync(seen, new RejectDocuments([1]), "a", "dull"));
        Assert.Null(await _session.BranchAsync(seen, new(0, 30, 0.8), "a", "what if"));
        Assert.True(await _quiz.OpenAsync(0));
        Assert.Equal(VoteResult.Counted, _quiz.Vote("s", 1, true));
    }

    private sealed class NoAntiforgery : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
