using System.IO.Compression;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TextCollapse.Web.Rooms;
using TextCollapse.Web.Serving;
using TextCollapse.Web.Tests.Support;

namespace TextCollapse.Web.Tests.Browser;

/// <summary>The page in a real browser, as a teacher and a class use it.</summary>
public sealed class ClassroomPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Small = "?corpus=grammar:stories&characters=20000&model=ngram&order=4&temperature=0.9&generations=3&seed=7&arms=replace,real-50";

    [BrowserFact]
    public async Task A_teacher_steps_changes_a_slider_and_opens_the_same_lesson_from_its_link()
    {
        await using var server = await Served.Start();
        await using var teacher = await Visit.Teach(chromium.Browser, server, Small);
        await Click(teacher, "Step");
        await server.Room.Until(view => view.State == RoomState.Paused && view.Board.Generation == 0);
        await teacher.Page.WaitForSelectorAsync("text=Paused after generation 0");
        await Click(teacher, "Step");
        await server.Room.Until(view => view.State == RoomState.Paused && view.Board.Generation == 1);
        await Click(teacher, "Start");
        await server.Room.Until(view => view.State == RoomState.Finished);
        await teacher.Page.WaitForSelectorAsync("text=All 4 generations are trained");
        await teacher.Shot("1280-finished");

        var seen = server.Room.View.Board.Arms[0].Generations[3].Metrics["bpc_real"];
        await teacher.Page.GetByLabel("Temperature").First.FillAsync("0.5");
        await Assertions.Expect(teacher.Page).ToHaveURLAsync(new Regex("temperature=0.5&"), new() { Timeout = 60_000 });
        await Click(teacher, "Train anew with these settings");
        await server.Room.Until(view => view.Lesson == 2 && view.State == RoomState.Finished);
        Assert.NotEqual(seen, server.Room.View.Board.Arms[0].Generations[3].Metrics["bpc_real"]);
        await Assertions.Expect(teacher.Page).ToHaveURLAsync(new Regex("&at=3&"), new() { Timeout = 60_000 });

        // The address alone brings another server to the same numbers.
        await using var other = await Served.Start();
        await using var later = await Visit.Teach(chromium.Browser, other, new Uri(teacher.Page.Url).Query);
        await other.Room.Until(view => view.State == RoomState.Finished);
        Assert.Equal(server.Room.View.Board.Arms[0].Generations[3].Metrics["bpc_real"], other.Room.View.Board.Arms[0].Generations[3].Metrics["bpc_real"]);
        Assert.Equal(server.Room.View.Board.Arms[1].Generations[2].Excerpts, other.Room.View.Board.Arms[1].Generations[2].Excerpts);
        Assert.Empty(teacher.Complaints.Concat(later.Complaints));
    }

    [BrowserFact]
    public async Task A_class_votes_blind_from_its_phones()
    {
        await using var server = await Served.Start(new ServeOptions { Port = 0, Host = "127.0.0.1", Code = "FOX42" });
        await using var teacher = await Visit.Open(chromium.Browser, $"http://127.0.0.1:{server.Port}/teach/{server.Keys.TeacherKey}{Small}");
        await Click(teacher, "Step");
        await teacher.Page.WaitForSelectorAsync("text=Paused after generation 0");

        // A phone comes in by the code, in small letters.
        await using var phone = await Visit.Open(chromium.Browser, $"http://127.0.0.1:{server.Port}/", 390, 844, interactive: false);
        await phone.Shot("390-door");
        await phone.Page.FillAsync("#word", "fox-42");
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
        // The answer stands where the question stood.
        Assert.True(await phone.Page.EvaluateAsync<bool>("document.querySelector('main section').classList.contains('quiz')"));
        await teacher.Page.WaitForSelectorAsync("[aria-label*='How often the class was right']");
        await teacher.Shot("1280-quiz");
        await Serious(phone);
        Assert.Empty(teacher.Complaints.Concat(phone.Complaints));
    }

    [BrowserFact]
    public async Task A_teacher_rejects_injects_rolls_back_branches_and_takes_the_run_home()
    {
        await using var server = await Served.Start();
        await using var teacher = await Visit.Teach(chromium.Browser, server, Small);
        await Click(teacher, "Step");
        await server.Room.Until(view => view.Board.Generation == 0 && view.State == RoomState.Paused);
        await Click(teacher, "Step");
        // Whoever decides looks at documents first; the page refuses to decide about others than those it shows.
        await teacher.Page.WaitForSelectorAsync("text=Documents that generation 1 wrote");
        await teacher.Page.GetByLabel("Why").FillAsync("it says nothing <script>alert(1)</script>");
        await teacher.Page.GetByRole(AriaRole.Button, new() { Name = "Reject document 2", Exact = true }).ClickAsync();
        await server.Room.Until(view => view.Decisions.Count == 1);
        await teacher.Page.WaitForSelectorAsync("li.rejected");
        await Click(teacher, "Inject");
        await server.Room.Until(view => view.Decisions.Count == 2);
        await Click(teacher, "Step");
        await server.Room.Until(view => view.Board.Generation == 2 && view.State == RoomState.Paused);
        Assert.True(server.Room.View.Board.Arms[0].Generations[2].RealShare >= 0.19);
        await teacher.Page.WaitForSelectorAsync("text=Documents that generation 2 wrote");
        await teacher.Shot("1280-intervention");

        await Click(teacher, "Roll back");
        await server.Room.Until(view => view.Decisions.Count == 3);
        Assert.Equal(2, server.Room.View.Board.Arms[0].Generations.Count);
        await teacher.Page.WaitForSelectorAsync("text=Documents that generation 1 wrote");
        Assert.Equal("1", await teacher.Page.GetByLabel("From generation").InputValueAsync());
        await Click(teacher, "Branch");
        await server.Room.Until(view => view.Decisions.Count == 4);
        Assert.Equal(3, server.Room.View.Board.Arms.Count);
        await Click(teacher, "Start");
        await server.Room.Until(view => view.State == RoomState.Finished);
        await teacher.Page.WaitForSelectorAsync("text=branched off after generation 1");
        // After the last generation there is nothing to train.
        await Assertions.Expect(teacher.Page.GetByLabel("From generation").Locator("option")).ToHaveCountAsync(3, new() { Timeout = 60_000 });
        await teacher.Shot("1280-branched");
        await Serious(teacher);

        var download = await teacher.Page.RunAndWaitForDownloadAsync(() => teacher.Page.GetByRole(AriaRole.Link, new() { Name = "The run (zip)" }).ClickAsync());
        using var zip = ZipFile.OpenRead(await download.PathAsync());
        Assert.Contains(zip.Entries, entry => entry.FullName == "generations.csv");
        Assert.Contains(zip.Entries, entry => entry.FullName == "report.html");
        Assert.Contains(zip.Entries, entry => entry.FullName == "cells/replace/seed-7/decisions.jsonl");
        Assert.Contains(zip.Entries, entry => entry.FullName == "branches/branch-1/generations.csv");
        Assert.Empty(teacher.Complaints);
    }

    [BrowserFact]
    public async Task Quick_hands_lose_nothing()
    {
        await using var server = await Served.Start();
        await using var teacher = await Visit.Teach(chromium.Browser, server, Small);
        // Everything below happens before the page has drawn what came of the first click.
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
        Assert.Equal(0.9, server.Room.View.Board.Settings.Temperature);
        await Assertions.Expect(teacher.Page).ToHaveURLAsync(new Regex("temperature=0.5&"), new() { Timeout = 60_000 });
        await Click(teacher, "Train anew with these settings");
        await server.Room.Until(view => view.Lesson == 2 && view.State == RoomState.Finished);
        Assert.Equal(0.5, server.Room.View.Board.Settings.Temperature);
        Assert.Empty(teacher.Complaints);
    }

    [BrowserFact]
    public async Task A_jump_within_the_page_leaves_the_address_that_holds_the_lesson()
    {
        await using var server = await Served.Start();
        await using var teacher = await Visit.Teach(chromium.Browser, server, Small);
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
        await using var server = await Served.Start();
        await using var teacher = await Visit.Teach(chromium.Browser, server, width: 390, height: 844);
        await Assertions.Expect(teacher.Page.Locator("details.part[open]")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await teacher.Page.GetByText("What trains on what").ClickAsync();
        await teacher.Page.GetByLabel("Temperature").First.WaitForAsync();
        await using var desk = await Visit.Teach(chromium.Browser, server);
        Assert.Equal(3, await desk.Page.Locator("details.part[open]").CountAsync());
        Assert.Empty(teacher.Complaints.Concat(desk.Complaints));
    }

    [BrowserFact]
    public async Task A_text_in_another_script_is_given_measured_in_its_characters_and_taught()
    {
        await using var server = await Served.Start();
        await using var teacher = await Visit.Teach(chromium.Browser, server, Small);
        await Click(teacher, "Step");
        await teacher.Page.WaitForSelectorAsync("text=Paused after generation 0");
        var random = new Random(5);
        var text = string.Concat(Enumerable.Range(0, 4500).Select(i => $"{string.Concat(Enumerable.Range(0, 1 + random.Next(8)).Select(_ => (char)('α' + random.Next(17))))}{(i % 60 == 59 ? "\n\n" : " ")}"));
        await teacher.Page.GetByText("A text of your own").ClickAsync();
        await teacher.Page.GetByLabel("or pasted text").FillAsync(text);
        await Click(teacher, "Give it to the page");
        await Click(teacher, "Begin a lesson with it"); // offered by the page that answers to clicks alone
        await Click(teacher, "Step");
        await server.Room.Until(view => view.Lesson == 2 && view.Board.Generation == 0 && view.State == RoomState.Paused);
        Assert.Equal(10_000, server.Room.View.Board.Settings.Characters);
        Assert.Empty(teacher.Complaints);
    }

    [BrowserFact]
    public async Task What_is_wrong_with_a_text_stands_on_the_page_that_answers_to_clicks()
    {
        await using var server = await Served.Start();
        await using var teacher = await Visit.Teach(chromium.Browser, server, Small);
        await teacher.Page.GetByText("A text of your own").ClickAsync();
        await teacher.Page.GetByLabel("or pasted text").FillAsync("too short");
        await Click(teacher, "Give it to the page");
        // The address is the same before and after, so what tells the new page from the old one is what it says.
        await teacher.Page.GetByText("at least 12,000 are needed").WaitForAsync();
        await teacher.Interactive();
        await teacher.Page.GetByText("at least 12,000 are needed").WaitForAsync();
        Assert.Empty(teacher.Complaints);
    }

    [BrowserFact]
    public async Task The_recorded_run_the_tour_and_both_widths_pass_axe_in_light_and_dark()
    {
        await using var server = await Served.Start();
        await using var teacher = await Visit.Teach(chromium.Browser, server, "?tour=3");
        await teacher.Shot("1280-recorded");
        await Serious(teacher);
        await using var phone = await Visit.Open(chromium.Browser, server.Base(), 390, 844, ColorScheme.Dark);
        await phone.Page.WaitForSelectorAsync("svg[width='350']");
        await phone.Shot("390-dark");
        await Serious(phone);
        Assert.True(await phone.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the phone.");
        Assert.Empty(teacher.Complaints.Concat(phone.Complaints));
    }

    private static Task Click(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>No serious finding of axe.</summary>
    private static async Task Serious(Visit visit)
    {
        var result = await visit.Page.RunAxe();
        Assert.Empty(result.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"));
    }
}
