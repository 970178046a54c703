using System.IO.Compression;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Sessions;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Browser;

/// <summary>The page in a real browser, as a teacher and a class use it.</summary>
public sealed class ClassroomPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Small = "?corpus=grammar:stories&characters=20000&model=ngram&order=4&temperature=0.9&generations=3"
        + "&seed=7&arms=replace,real-50";

    [BrowserFact]
    public async Task A_teacher_steps_changes_a_slider_and_opens_the_same_lesson_from_its_link()
    {
        await using var server = await TestServer.Start();
        await using var teacher = await BrowserPage.Teach(chromium.Browser, server, Small);
        await Click(teacher, "Step");
        await server.Session.Until(state => state.Status == SessionStatus.Paused && state.Results.Generation == 0);
        await teacher.Page.WaitForSelectorAsync("text=Paused after generation 0");
        await Click(teacher, "Step");
        await server.Session.Until(state => state.Status == SessionStatus.Paused && state.Results.Generation == 1);
        await Click(teacher, "Start");
        await server.Session.Until(state => state.Status == SessionStatus.Finished);
        await teacher.Page.WaitForSelectorAsync("text=All 4 generations are trained");
        await teacher.Shot("1280-finished");

        var seen = server.Session.State.Results.Arms[0].Generations[3].Metrics["bpc_real"];
        await teacher.Page.GetByLabel("Temperature").First.FillAsync("0.5");
        await Assertions.Expect(teacher.Page).ToHaveURLAsync(new Regex("temperature=0.5&"), new() { Timeout = 60_000 });
        await Click(teacher, "Train with these settings");
        await server.Session.Until(state => state.Lesson == 2 && state.Status == SessionStatus.Finished);
        Assert.NotEqual(seen, server.Session.State.Results.Arms[0].Generations[3].Metrics["bpc_real"]);
        await Assertions.Expect(teacher.Page).ToHaveURLAsync(new Regex("&at=3&"), new() { Timeout = 60_000 });

        // The address alone reproduces the results on another server.
        await using var other = await TestServer.Start();
        await using var later = await BrowserPage.Teach(chromium.Browser, other, new Uri(teacher.Page.Url).Query);
        await other.Session.Until(state => state.Status == SessionStatus.Finished);
        Assert.Equal(server.Session.State.Results.Arms[0].Generations[3].Metrics["bpc_real"],
            other.Session.State.Results.Arms[0].Generations[3].Metrics["bpc_real"]);
        Assert.Equal(server.Session.State.Results.Arms[1].Generations[2].Excerpts,
            other.Session.State.Results.Arms[1].Generations[2].Excerpts);
        Assert.Empty(teacher.Complaints.Concat(later.Complaints));
    }

    [BrowserFact]
    public async Task A_class_votes_blind_from_its_phones()
    {
        await using var server = await TestServer.Start(new ServeOptions { Port = 0, Host = "127.0.0.1", Code = "FOX42" });
        await using var teacher = await BrowserPage.Open(chromium.Browser,
            $"http://127.0.0.1:{server.Port}/teach/{server.Codes.TeacherKey}{Small}");
        await Click(teacher, "Step");
        await teacher.Page.WaitForSelectorAsync("text=Paused after generation 0");

        // A phone joins with the code in lower case.
        await using var phone = await BrowserPage.Open(chromium.Browser, $"http://127.0.0.1:{server.Port}/", 390, 844, interactive: false);
        await phone.Shot("390-join");
        await phone.Page.FillAsync("#secret", "fox-42");
        await phone.Page.ClickAsync("button[type=submit]");
        await phone.Interactive();
        Assert.Equal(0, await phone.Page.GetByRole(AriaRole.Complementary).CountAsync());

        await Click(teacher, "Ask the class");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Generated" }).WaitForAsync();
        await phone.Shot("390-quiz");
        Assert.DoesNotContain("It is", await phone.Page.InnerTextAsync(".quiz"), StringComparison.Ordinal);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Generated" }).ClickAsync();
        await phone.Page.WaitForSelectorAsync("text=Your vote is counted");
        Assert.Equal(0, await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Generated" }).CountAsync());
        await teacher.Page.WaitForSelectorAsync("text=1 vote");
        await Click(teacher, "Close and show");
        await phone.Page.WaitForSelectorAsync(".quiz .answer");
        // The answer is in the place of the question.
        Assert.True(await phone.Page.EvaluateAsync<bool>("document.querySelector('main section').classList.contains('quiz')"));
        await teacher.Page.WaitForSelectorAsync("[aria-label*='Accuracy of the class']");
        await teacher.Shot("1280-quiz");
        await Serious(phone);
        Assert.Empty(teacher.Complaints.Concat(phone.Complaints));
    }

    [BrowserFact]
    public async Task A_teacher_rejects_injects_rolls_back_branches_and_downloads_the_run()
    {
        await using var server = await TestServer.Start();
        await using var teacher = await BrowserPage.Teach(chromium.Browser, server, Small);
        await Click(teacher, "Step");
        await server.Session.Until(state => state.Results.Generation == 0 && state.Status == SessionStatus.Paused);
        await Click(teacher, "Step");
        // The page rejects decisions about documents that it does not show yet.
        await teacher.Page.WaitForSelectorAsync("text=Documents of generation 1");
        await teacher.Page.GetByLabel("Why").FillAsync("it says nothing <script>alert(1)</script>");
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Reject document 2", Exact = true }).ClickAsync();
        await server.Session.Until(state => state.Decisions.Count == 1);
        await teacher.Page.WaitForSelectorAsync("li.rejected");
        await Decide(teacher, "Inject");
        await server.Session.Until(state => state.Decisions.Count == 2);
        await Click(teacher, "Step");
        await server.Session.Until(state => state.Results.Generation == 2 && state.Status == SessionStatus.Paused);
        Assert.True(server.Session.State.Results.Arms[0].Generations[2].RealShare >= 0.19);
        await teacher.Page.WaitForSelectorAsync("text=Documents of generation 2");
        await teacher.Shot("1280-intervention");

        await Decide(teacher, "Roll back");
        await server.Session.Until(state => state.Decisions.Count == 3);
        Assert.Equal(2, server.Session.State.Results.Arms[0].Generations.Count);
        await teacher.Page.WaitForSelectorAsync("text=Documents of generation 1");
        Assert.Equal("1", await teacher.Page.GetByLabel("From generation").InputValueAsync());
        await Decide(teacher, "Branch");
        await server.Session.Until(state => state.Decisions.Count == 4);
        Assert.Equal(3, server.Session.State.Results.Arms.Count);
        await Click(teacher, "Start");
        await server.Session.Until(state => state.Status == SessionStatus.Finished);
        await teacher.Page.WaitForSelectorAsync("text=branched off after generation 1");
        // No generation is trained after the last one.
        await Assertions.Expect(teacher.Page.GetByLabel("From generation").Locator("option")).ToHaveCountAsync(3,
            new() { Timeout = 60_000 });
        await teacher.Shot("1280-branched");
        await Serious(teacher);

        var download = await teacher.Page.RunAndWaitForDownloadAsync(() =>
            teacher.Page.GetByRole(AriaRole.Link, new() { Name = "The run (zip)" }).ClickAsync());
        using var zip = ZipFile.OpenRead(await download.PathAsync());
        Assert.Contains(zip.Entries, entry => entry.FullName == "generations.csv");
        Assert.Contains(zip.Entries, entry => entry.FullName == "report.html");
        Assert.Contains(zip.Entries, entry => entry.FullName == "cells/replace/seed-7/decisions.jsonl");
        Assert.Contains(zip.Entries, entry => entry.FullName == "branches/branch-1/generations.csv");
        Assert.Empty(teacher.Complaints);
    }

    [BrowserFact]
    public async Task Quick_clicks_lose_nothing()
    {
        await using var server = await TestServer.Start();
        await using var teacher = await BrowserPage.Teach(chromium.Browser, server, Small);
        // Everything below happens before the page has rendered the effect of the first click.
        await teacher.Page.EvaluateAsync("""
            () => {
              const button = (name) => [...document.querySelectorAll("button")].find((one) => one.textContent === name);
              button("Step").click();
              button("Step").click();
              const slider = document.querySelector("input[aria-label=Temperature]");
              slider.value = "0.5";
              slider.dispatchEvent(new Event("change", { bubbles: true }));
            }
            """);
        await teacher.Page.WaitForSelectorAsync("text=Paused after generation 1");
        Assert.Equal(0.9, server.Session.State.Results.Settings.Temperature);
        await Assertions.Expect(teacher.Page).ToHaveURLAsync(new Regex("temperature=0.5&"), new() { Timeout = 60_000 });
        await Click(teacher, "Train with these settings");
        await server.Session.Until(state => state.Lesson == 2 && state.Status == SessionStatus.Finished);
        Assert.Equal(0.5, server.Session.State.Results.Settings.Temperature);
        Assert.Empty(teacher.Complaints);
    }

    [BrowserFact]
    public async Task A_jump_within_the_page_leaves_the_address_that_holds_the_lesson()
    {
        await using var server = await TestServer.Start();
        await using var teacher = await BrowserPage.Teach(chromium.Browser, server, Small);
        await Assertions.Expect(teacher.Page).ToHaveURLAsync(new Regex("seed=7"), new() { Timeout = 60_000 });
        await teacher.Page.GetByRole(AriaRole.Link, new() { Name = "quiz", Exact = true }).ClickAsync();
        await Assertions.Expect(teacher.Page.Locator("#quiz-title")).ToBeFocusedAsync(new() { Timeout = 60_000 });
        await teacher.Page.Locator(".skip").FocusAsync();
        await teacher.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(teacher.Page.Locator("#board")).ToBeFocusedAsync(new() { Timeout = 60_000 });
        Assert.Contains("seed=7", teacher.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("#", teacher.Page.Url, StringComparison.Ordinal);
        Assert.Empty(teacher.Complaints);
    }

    [BrowserFact]
    public async Task On_a_phone_a_teacher_sees_the_curves_before_the_settings_are_unfolded()
    {
        await using var server = await TestServer.Start();
        await using var teacher = await BrowserPage.Teach(chromium.Browser, server, width: 390, height: 844);
        await Assertions.Expect(teacher.Page.Locator("details.part[open]")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await teacher.Page.GetByRole(AriaRole.Heading, new() { Name = "Settings" }).ClickAsync();
        await teacher.Page.GetByLabel("Temperature").First.WaitForAsync();
        await using var desk = await BrowserPage.Teach(chromium.Browser, server);
        Assert.Equal(3, await desk.Page.Locator("details.part[open]").CountAsync());
        Assert.Empty(teacher.Complaints.Concat(desk.Complaints));
    }

    [BrowserFact]
    public async Task A_text_in_another_script_is_given_measured_in_its_characters_and_taught()
    {
        await using var server = await TestServer.Start();
        await using var teacher = await BrowserPage.Teach(chromium.Browser, server, Small);
        await Click(teacher, "Step");
        await teacher.Page.WaitForSelectorAsync("text=Paused after generation 0");
        var random = new Random(5);
        var text = string.Concat(Enumerable.Range(0, 4500).Select(i => $"{string.Concat(Enumerable.Range(0, 1 + random.Next(8)).Select(_ => (char)('α' + random.Next(17))))}{(i % 60 == 59 ? "\n\n" : " ")}"));
        await teacher.Page.GetByText("Your own text").ClickAsync();
        await teacher.Page.GetByLabel("or pasted text").FillAsync(text);
        await Click(teacher, "Upload");
        await Click(teacher, "Start a lesson with it"); // offered only by the interactive page
        await Click(teacher, "Step");
        await server.Session.Until(state => state.Lesson == 2 && state.Results.Generation == 0 && state.Status == SessionStatus.Paused);
        Assert.Equal(10_000, server.Session.State.Results.Settings.Characters);
        Assert.Empty(teacher.Complaints);
    }

    [BrowserFact]
    public async Task A_text_that_is_too_short_is_not_sent_and_not_lost()
    {
        await using var server = await TestServer.Start();
        await using var teacher = await BrowserPage.Teach(chromium.Browser, server, Small);
        await teacher.Page.GetByText("Your own text").ClickAsync();
        await teacher.Page.GetByLabel("or pasted text").FillAsync("too short");
        await teacher.Page.GetByLabel("or pasted text").PressSequentiallyAsync(".");
        await Click(teacher, "Upload");
        Assert.True(await teacher.Page.EvaluateAsync<bool>("document.querySelector('textarea[name=text]').validity.tooShort"));
        Assert.Equal("too short.", await teacher.Page.GetByLabel("or pasted text").InputValueAsync());

        // A browser that sends it anyway gets it back with the reason, on the interactive page.
        await teacher.Page.EvaluateAsync("document.querySelector('form[action=\"/corpus\"]').noValidate = true");
        await Click(teacher, "Upload");
        await teacher.Page.GetByText("at least 12,000 are needed").WaitForAsync();
        await teacher.Interactive();
        await teacher.Page.GetByText("at least 12,000 are needed").WaitForAsync();
        Assert.Equal("too short.", await teacher.Page.GetByLabel("or pasted text").InputValueAsync());
        Assert.Empty(teacher.Complaints);
    }

    [BrowserFact]
    public async Task A_file_over_the_limit_is_refused_before_it_is_sent_and_after()
    {
        await using var server = await TestServer.Start();
        await using var teacher = await BrowserPage.Teach(chromium.Browser, server, Small);
        await teacher.Page.GetByText("Your own text").ClickAsync();
        var file = new FilePayload { Name = "large.txt", MimeType = "text/plain", Buffer = new byte[6 << 20] };
        await teacher.Page.Locator("input[type=file]").SetInputFilesAsync(file);
        Assert.Contains("larger than 4 MB", await teacher.Page.EvaluateAsync<string>(
            "document.querySelector('input[type=file]').validationMessage"), StringComparison.Ordinal);

        await teacher.Page.EvaluateAsync("document.querySelector('form[action=\"/corpus\"]').noValidate = true");
        await Click(teacher, "Upload");
        await teacher.Page.GetByText("is larger than 4 MB").WaitForAsync();
        Assert.Contains("seed=7", teacher.Page.Url, StringComparison.Ordinal);
        Assert.Empty(teacher.Complaints);
    }

    [BrowserFact]
    public async Task Every_control_is_large_enough_for_a_finger()
    {
        await using var server = await TestServer.Start();
        var lesson = new LessonSettings { Corpus = "grammar:stories", Characters = 10_000, Order = 3, Generations = 2, Arms = [new("replace")] };
        server.Session.Load(lesson, 1);
        await server.Session.Until(state => state.Results.Generation == 1 && !state.IsBusy);
        Assert.True(await server.Quiz.OpenAsync(0));
        await using var teacher = await BrowserPage.Teach(chromium.Browser, server, "?tour=1", width: 390, height: 844);
        await teacher.Page.WaitForSelectorAsync("ol.documents");
        await teacher.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        // A checkbox includes its label; links within a sentence are exempt.
        var small = await teacher.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll("button, .button, select, input, textarea, summary")]
              .map(one => one.type === "checkbox" ? one.closest("label") : one)
              .filter(one => one.checkVisibility({ visibilityProperty: true }) && one.type !== "hidden")
              .filter(one => { const box = one.getBoundingClientRect(); return box.height < 40 || box.width < 40; })
              .map(one => `${one.outerHTML.slice(0, 100)}: ${one.getBoundingClientRect().width} x ${one.getBoundingClientRect().height}`)
            """);
        Assert.Empty(small);
        await teacher.Shot("390-targets");
    }

    [BrowserFact]
    public async Task The_recorded_run_the_tour_and_both_widths_pass_axe_in_light_and_dark()
    {
        await using var server = await TestServer.Start();
        await using var teacher = await BrowserPage.Teach(chromium.Browser, server, "?tour=3");
        await teacher.Shot("1280-recorded");
        await Serious(teacher);
        await using var phone = await BrowserPage.Open(chromium.Browser, server.Base(), 390, 844, ColorScheme.Dark);
        await phone.Page.WaitForSelectorAsync("svg[width='350']");
        await phone.Shot("390-dark");
        await Serious(phone);
        Assert.True(await phone.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "The page is wider than the phone.");
        Assert.Empty(teacher.Complaints.Concat(phone.Complaints));
    }

    /// <summary>Enters a reason, then decides; every decision needs one.</summary>
    private static async Task Decide(BrowserPage teacher, string name)
    {
        await teacher.Page.GetByLabel("Why").FillAsync($"{name}, shown in class");
        await Click(teacher, name);
    }

    private static Task Click(BrowserPage visit, string name) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>Asserts that axe reports no serious violation.</summary>
    private static async Task Serious(BrowserPage visit)
    {
        var result = await visit.Page.RunAxe();
        Assert.Empty(result.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"));
    }
}
