using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Reporting.Report;

namespace TextCollapse.Reporting.Tests.Report;

/// <summary>One small run, reported several ways.</summary>
public sealed partial class ReportFileTests : IClassFixture<ReportFileTests.SmallRun>
{
    private static readonly string Hostile = "<script>alert(1)</script></bdi></main><img src=x onerror=alert(1)>\u202E\0\u200B=1+1,\"'&"
        + "Z" + new string('\u0335', 10_000) + "!";

    private readonly SmallRun _run;

    public ReportFileTests(SmallRun run) => _run = run;

    [Fact]
    public void The_sections_stand_in_reading_order() => Assert.Equal(
        ["setup", "curves", "effects", "tails", "samples", "profile", "diagnosis", "interventions", "budgets", "reproduce"],
        Sections().Matches(_run.Page).Select(match => match.Groups[1].Value));

    [Fact]
    public void Every_section_is_listed()
    {
        var written = typeof(ReportSection).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ReportSection)))
            .Select(type => type.Name).Order();
        using var folder = RunFolder.Read(_run.Folder);
        var listed = ReportSections.All(new ReportData(RunStore.Read(folder)));
        Assert.Equal(written, listed.Select(section => section.GetType().Name).Order());
        Assert.Equal(listed.Count, listed.Select(section => section.Id).Distinct().Count());
    }

    [Fact]
    public void The_first_paragraph_is_the_answer() =>
        Assert.StartsWith("<p class=\"verdict\">After 2 generations", _run.Page[_run.Page.IndexOf("<p", StringComparison.Ordinal)..],
            StringComparison.Ordinal);

    [Fact]
    public void Characters_beyond_ascii_are_not_spelled_out_as_entities()
    {
        var page = HtmlPage.Render<Foreign>("文字 <b>", "", "", new Dictionary<string, object?> { [nameof(Foreign.Text)] = "élan ‘文字’ <b>" });
        Assert.Contains("<title>文字 &lt;b&gt;</title>", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>élan ‘文字’ &lt;b&gt;</bdi>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_fetched_and_only_the_named_style_and_script_may_run()
    {
        Assert.DoesNotMatch("(src|href)=\"(https?:|//|data:)", _run.Page);
        foreach (var (element, directive) in new[] { ("style", "style-src"), ("script", "script-src") })
        {
            var content = Assert.Single(Regex.Matches(_run.Page, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline)).Groups[1].Value;
            Assert.Contains($"{directive} 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'", _run.Page,
                StringComparison.Ordinal);
        }
        Assert.DoesNotMatch("<[^>]+ (style|on[a-z]+)=", _run.Page);
    }

    [Fact]
    public void Every_figure_is_a_file_with_its_numbers_and_has_an_alternative_text()
    {
        var links = Regex.Matches(_run.Page, "href=\"(figures/[^\"]+)\"").Select(match => match.Groups[1].Value).ToArray();
        Assert.Contains("figures/bpc_real.svg", links);
        Assert.Contains("figures/document_nll.csv", links);
        Assert.All(links, link => Assert.InRange(new FileInfo(Path.Combine(_run.Folder, link)).Length, 10, 100_000));
        // One version for a screen and one for a phone; the page shows one of them.
        Assert.Equal(links.Length, Regex.Count(_run.Page, "role=\"img\" aria-label=\"[^\"]{20,}"));
    }

    [Fact]
    public void The_plotted_numbers_are_those_of_the_summary()
    {
        var summary = File.ReadAllLines(Path.Combine(_run.Folder, "summary.csv"));
        var column = Array.IndexOf(summary[0].Split(','), "bpc_real_mean");
        var plotted = File.ReadAllLines(Path.Combine(_run.Folder, "figures", "bpc_real.csv"))
            .Where(line => line.Contains(",measured,", StringComparison.Ordinal)).Select(line => line.Split(',')[3]);
        Assert.Equal(summary.Skip(1).Select(line => line.Split(',')[column]), plotted);
    }

    [Fact]
    public void The_same_run_gives_the_same_page()
    {
        using var folder = RunFolder.Read(_run.Folder);
        Assert.Equal(_run.Page, File.ReadAllText(ReportFile.Write(folder, Path.Combine(_run.Folder, "elsewhere", "page.html"))));
    }

    [Fact]
    public void It_is_said_how_to_get_the_same_bytes_again()
    {
        Assert.Contains("textcollapse run study.yaml --seeds 1,2,3 --out again", _run.Page, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_run.Folder, "generations.csv")))),
            _run.Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_text_is_text_whatever_it_is()
    {
        var copy = Path.Combine(_run.Folder, "hostile");
        foreach (var file in Directory.EnumerateFiles(_run.Folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(copy, StringComparison.Ordinal) && Path.GetFileName(file) != "run.lock").ToArray())
        {
            var target = Path.Combine(copy, Path.GetRelativePath(_run.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            if (Path.GetFileName(file) == "text.txt")
                File.WriteAllText(target, string.Concat(Enumerable.Repeat($"{Hostile[..200]}\f\n", 30)));
            if (Path.GetFileName(file) == "metrics.json")
                File.WriteAllText(target,
                    File.ReadAllText(file).Replace("\"metrics\":",
                    $"\"interventions\": [{{ \"kind\": \"Warn\", \"by\": {Json(Hostile[..100])}, \"reason\": {Json(Hostile)} }}], \"metrics\":", StringComparison.Ordinal));
        }
        File.WriteAllText(Path.Combine(copy, "study.yaml"), $"name: x\nabout: {Json(Hostile)}\n");
        File.WriteAllText(Path.Combine(copy, "cells", "replace", "seed-1", "decisions.jsonl"),
            "{\"number\":1,\"arm\":\"replace\",\"seed\":1,\"after\":1,\"at\":\"2026-03-01T10:00:00+00:00\",\"by\":" + Json(Hostile[..80])
            + ",\"why\":" + Json(Hostile) + ",\"what\":{\"do\":\"note\"}}" + "\n");
        using var folder = RunFolder.Read(copy);
        var page = File.ReadAllText(ReportFile.Write(folder));
        Assert.Equal(1, Regex.Count(page, "<script"));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"stand-in\">⟨U&#x2B;202E⟩</span>", page, StringComparison.Ordinal);
        Assert.Contains("⟨9997 more combining marks⟩!", page, StringComparison.Ordinal);
        Assert.Contains("textcollapse run study.yaml --decisions . --seeds 1,2,3 --out again", page, StringComparison.Ordinal);
        Assert.Contains("<td>warned</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td><bdi>noted</bdi></td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(page, character => character is '\0' or '\u202E' or '\u200B');
        Assert.Equal(1, Regex.Count(page, "</main>"));
    }

    [Fact]
    public void A_run_without_a_finished_generation_is_refused_in_a_sentence()
    {
        var path = Directory.CreateTempSubdirectory("report").FullName;
        try
        {
            using var folder = RunFolder.Open(path, StudyPlan.Of(StudyReader.Read("generations: 1", "study.yaml")), "");
            Assert.Contains("no finished generation", Assert.Throws<InputException>(() => ReportFile.Write(folder)).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    [GeneratedRegex("<section id=\"([a-z-]+)\"")]
    private static partial Regex Sections();

    /// <summary>Two arms, three seeds, generations 0 to 2.</summary>
    public sealed class SmallRun : IDisposable
    {
        private const string Study = """
            name: small
            corpus: { source: "zipf:12,1.0", train: 6000, held_out: 400, document_length: 100 }
            model: { kind: ngram, order: 2 }
            generations: 2
            seeds: 1-3
            grid: { mixing.strategy: [replace, accumulate] }
            """;

        /// <summary>Runs it.</summary>
        public SmallRun()
        {
            using var folder = RunFolder.Open(Folder, StudyPlan.Of(StudyReader.Read(Study, "study.yaml")), Study);
            Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines())).Run(2, 2));
            ResultFiles.Write(folder);
            Page = File.ReadAllText(ReportFile.Write(folder));
        }

        /// <summary>Its folder.</summary>
        public string Folder { get; } = Directory.CreateTempSubdirectory("report").FullName;

        /// <summary>Its report.</summary>
        public string Page { get; }

        /// <summary>Removes it.</summary>
        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
