using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Tests.Commands;

public sealed class AnalyzeCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("analyze").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Our_own_run_exported_as_text_has_the_numbers_of_the_run_where_both_measure()
    {
        File.WriteAllText(At("real.txt"), Prose(1, 40_000));
        File.WriteAllText(At("study.yaml"), $$"""
            corpus: { source: "file:{{At("real.txt")}}", train: 20_000, held_out: 4_000, document_length: 400 }
            model: { kind: ngram, order: 5 }
            generations: 2
            seeds: 1
            """);
        Assert.Equal("", Command.Run("run", At("study.yaml"), "--out", At("run"), "--quiet", "--no-report").Error);
        for (var generation = 0; generation <= 2; generation++)
            File.Copy(At($"run/cells/replace/seed-1/gen-0{generation}/text.txt"), At($"gen-{generation}.txt"));

        var analysis = Command.Run("analyze", At("gen-0.txt"), At("gen-1.txt"), At("gen-2.txt"), "--real", At("real.txt"), "--out", At("out"),
            "--train", "20000", "--held-out", "4000", "--document-length", "400");

        Assert.Equal((0, ""), (analysis.Code, analysis.Error));
        var (run, found) = (Rows("run"), Rows("out"));
        var both = run[0].Metrics.Select(column => column.Key).Intersect(found[0].Metrics.Select(column => column.Key))
            .Except(["bpc_own", "real_share_requested", "real_share_realised", "training_chars", "real_chars_used", "chars_drawn"]).ToArray();
        Assert.Superset(new HashSet<string>(["distinct_8", "entropy_4", "hill_1_4", "jensen_shannon_4", "prd_recall_held_out_4",
            "unseen_held_out_5", "retention_1", "floor_bpc_real", "bpc_bigram_real"]), both.ToHashSet());
        for (var generation = 0; generation <= 2; generation++)
        {
            Assert.All(both, column => Assert.Equal(run[generation][column].OrNaN, found[generation][column].OrNaN));
            // The run's first model is the analysis' model of the real text: the same n-gram model of the same text.
            Assert.Equal(run[generation]["bpc_gen0"].OrNaN, found[generation]["bpc_reference"].OrNaN);
            Assert.False(found[generation]["training_chars"].IsDefined);
        }
        // What the run trained on a generation's text is what the analysis trains on it.
        Assert.Equal(run[1]["bpc_real"].OrNaN, found[0]["bpc_successor"].OrNaN);
        Assert.Equal(run[2]["bpc_real"].OrNaN, found[1]["bpc_successor"].OrNaN);
        foreach (var file in (string[])["generations.csv", "summary.csv", "profile.csv", "diagnosis.csv", "report.html", "figures/distinct_8.svg"])
            Assert.True(File.Exists(At($"out/{file}")), file);
        Assert.Contains("What was analysed", File.ReadAllText(At("out/report.html")), StringComparison.Ordinal);
        Assert.Equal(0, Command.Run("verify", At("out")).Code);
        Assert.Contains("nothing to run", Command.Run("run", At("out")).Error, StringComparison.Ordinal);
        Assert.Equal(0, Command.Run("compare", At("run"), At("out")).Code);
    }

    [Fact]
    public void Injected_faults_are_found_and_text_without_them_is_not_accused()
    {
        File.WriteAllText(At("real.txt"), Prose(1, 60_000));
        for (var generation = 0; generation <= 3; generation++)
        {
            File.WriteAllText(At($"fresh-{generation}.txt"), Prose(10 + generation, 20_000));
            // From generation 2 on, one sentence over and over.
            File.WriteAllText(At($"loop-{generation}.txt"), generation < 2 ? Prose(10 + generation, 20_000)
                : string.Concat(Enumerable.Repeat("the old river ran under a stone bridge. ", 500)));
            File.WriteAllText(At($"noise-{generation}.txt"), generation < 2 ? Prose(10 + generation, 20_000) : Noise(Prose(10, 20_000)));
        }
        string[] Profile(string name)
        {
            Assert.Equal("", Command.Run("analyze", At($"{name}-0.txt"), At($"{name}-1.txt"), At($"{name}-2.txt"), At($"{name}-3.txt"),
                "--real", At("real.txt"), "--out", At(name), "--quiet").Error);
            return [.. File.ReadLines(At($"{name}/profile.csv")).Skip(1).Select(line => Verdict(line))];
        }
        string[] fresh = Profile("fresh"), loop = Profile("loop"), noise = Profile("noise");
        Assert.DoesNotContain("yes", fresh.Select(verdict => verdict.Split(',')[0]));
        Assert.Equal("yes,2", loop[6]);
        Assert.Equal("yes,2", noise[7]);
        Assert.Equal("yes,2", noise[1]);
    }

    [Fact]
    public void Without_real_text_every_statement_speaks_of_generation_0()
    {
        for (var generation = 0; generation <= 2; generation++)
            File.WriteAllText(At($"gen-{generation}.txt"), generation < 2 ? Prose(generation, 30_000) : Noise(Prose(7, 30_000)));
        var analysis = Command.Run("analyze", _folder, "--out", At("out"));
        Assert.Equal((0, ""), (analysis.Code, analysis.Error));
        var statements = analysis.Out.Split('\n').TakeWhile(line => !line.StartsWith("  ", StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(statements, line => line.Contains("held-out real text", StringComparison.Ordinal));
        Assert.Contains("Against generation 0", analysis.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("real text", File.ReadAllText(At("out/profile.csv")), StringComparison.Ordinal);
        // One half of generation 0 is held against the other, so that it has no advantage over later generations.
        Assert.True(Rows("out")[0]["hapax_retention_5"].Value < 0.9);
    }

    [Fact]
    public void Tables_have_arms_seeds_and_log_probabilities_packed_or_not()
    {
        var lines = new StringBuilder();
        var csv = new StringBuilder("which,iteration,run,completion\n");
        foreach (var (arm, seed, generation) in from arm in (string[])["a", "b"]
                                                from seed in (int[])[1, 2]
                                                from generation in (int[])[0, 1]
                                                select (arm, seed, generation))
            foreach (var text in Prose(100 * seed + generation + arm[0], 6_000).Split(". ").Chunk(20).Select(part => string.Join(". ", part)))
            {
                lines.Append(JsonSerializer.Serialize(new { arm, seed, generation, text, logprob = -0.5 * text.Length })).Append('\n');
                csv.Append(CultureInfo.InvariantCulture, $"{arm},gen_{generation},{seed},\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");
            }
        using (var packed = new GZipStream(File.Create(At("log.jsonl.gz")), CompressionLevel.Fastest))
            packed.Write(Encoding.UTF8.GetBytes(lines.ToString()));
        File.WriteAllText(At("log.csv"), csv.ToString());

        Assert.Equal("", Command.Run("analyze", At("log.jsonl.gz"), "--out", At("one"), "--quiet").Error);
        Assert.Equal("", Command.Run("analyze", At("log.csv"), "--arm", "which", "--seed", "run", "--text", "completion", "--out", At("other"),
            "--quiet").Error);

        var (one, other) = (Rows("one"), Rows("other"));
        Assert.Equal(8, one.Count);
        Assert.Equal(["a", "b"], one.Select(row => row.Arm).Distinct());
        Assert.All(one, row => Assert.Equal(0.5 / Math.Log(2), row["bpc_own"].Value, 1e-12));
        Assert.All(other, row => Assert.False(row["bpc_own"].IsDefined));
        Assert.Equal(one.Select(row => row["hill_1_4"].Value), other.Select(row => row["hill_1_4"].Value));
    }

    [Fact]
    public void Words_are_counted_as_characters_are()
    {
        for (var generation = 0; generation <= 1; generation++)
            File.WriteAllText(At($"gen-{generation}.txt"), Prose(generation, 30_000));
        Assert.Equal("", Command.Run("analyze", _folder, "--unit", "word", "--out", At("out"), "--quiet").Error);
        // Some 40 different words and the full stop.
        Assert.InRange(Rows("out")[1]["distinct_1"].Value * 2500, 30, 60);
    }

    [Theory]
    [InlineData("one generation", "there is one generation only")]
    [InlineData("missing number", "generation 2 is missing: 0, 1, 3 are there")]
    [InlineData("same number", "generation 1 is there twice")]
    [InlineData("empty", "holds no text: 1 empty documents")]
    [InlineData("latin1", "is not valid UTF-8 (byte 0x")]
    [InlineData("binary", "contains a NUL byte")]
    [InlineData("broken table", "cannot be read (lines 1, 2, 3")]
    [InlineData("no such column", "has no column 'words' (--text); it has text, generation")]
    [InlineData("sentinel generation", "'-1' is no generation")]
    [InlineData("tiny files", "put those of each generation into a folder of its own")]
    [InlineData("real contains it", "seems to contain what was generated")]
    [InlineData("no file", "there is no such file or folder")]
    [InlineData("other folder", "is not empty and holds no analysis")]
    public void What_cannot_be_analysed_is_named_with_the_way_out(string fault, string expected)
    {
        string[] options = [];
        var texts = Directory.CreateDirectory(At("texts")).FullName;
        void Write(string name, string text) => File.WriteAllText(Path.Combine(texts, name), text);
        Write("gen-0.txt", Prose(1, 3000));
        if (fault is not "one generation")
            Write("gen-1.txt", Prose(2, 3000));
        switch (fault)
        {
            case "missing number": Write("gen-3.txt", Prose(3, 3000)); break;
            case "same number": Write("gen-01.txt", Prose(3, 3000)); break;
            case "empty": Write("gen-1.txt", ""); break;
            case "latin1": File.WriteAllBytes(Path.Combine(texts, "gen-1.txt"), Encoding.Latin1.GetBytes("un café très noir " + Prose(2, 3000))); break;
            case "binary": Write("gen-1.txt", "a\0b"); break;
            case "tiny files":
                for (var i = 2; i < 10_000; i++)
                    Write($"gen-{i}.txt", "tiny");
                break;
            case "real contains it":
                Write("../real.txt", Prose(5, 20_000) + Prose(2, 3000));
                options = ["--real", At("real.txt"), "--train", "15000"];
                break;
            case "no file": texts = At("nowhere"); break;
            case "other folder": Directory.CreateDirectory(At("out")); File.WriteAllText(At("out/thesis.tex"), "mine"); break;
            case "broken table" or "no such column" or "sentinel generation":
                Directory.Delete(texts, recursive: true);
                texts = At("log.jsonl");
                File.WriteAllLines(texts, Enumerable.Range(0, 200).Select(i => fault == "broken table" && i < 40 ? "{ \"text\": "
                    : JsonSerializer.Serialize(new { text = Prose(i, 200), generation = fault == "sentinel generation" ? -1 : i % 2 })));
                options = fault == "no such column" ? ["--text", "words"] : [];
                break;
        }
        var analysis = Command.Run(["analyze", texts, "--out", At("out"), "--quiet", .. options]);
        Assert.Equal(ExitCode.Wrong, analysis.Code);
        Assert.Contains(expected, analysis.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_odd_but_can_be_analysed_is_said()
    {
        var lines = new List<string>();
        for (var i = 0; i < 400; i++)
            lines.Add(i % 100 == 7 ? "{ broken" : JsonSerializer.Serialize(new
            {
                text = i == 3 ? "" : i == 5 ? "NaN" : Prose(i, 300),
                generation = 10 + 5 * (i % 2),
                logprob = i == 9 ? -1.0 : -30.25,
            }));
        File.WriteAllLines(At("log.jsonl"), lines);
        var analysis = Command.Run("analyze", At("log.jsonl"), "--out", At("out"));
        Assert.Equal((0, ""), (analysis.Code, analysis.Error));
        foreach (var sentence in (string[])["4 of 400 lines cannot be read and are left out (lines 8, 108, 208, 308)",
            "the numbers 10, 15, … 15 are taken as generations 0, 1, … 1", "1 empty documents are left out",
            "1 documents hold only a word for nothing", "log-probabilities: -1 in 1 document stands for a missing value"])
            Assert.Contains(sentence, analysis.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Generations_of_unequal_size_are_measured_at_the_smallest_and_copies_are_named()
    {
        File.WriteAllText(At("gen-0.txt"), Prose(1, 60_000));
        File.WriteAllText(At("gen-1.txt"), Prose(2, 9_000));
        File.WriteAllText(At("gen-2.txt"), Prose(2, 9_000));
        var analysis = Command.Run("analyze", _folder, "--out", At("out"));
        Assert.Equal((0, ""), (analysis.Code, analysis.Error));
        Assert.Contains("measured at the size of the smallest, generation 1 of chain", analysis.Out, StringComparison.Ordinal);
        Assert.Contains("generations 1 and 2 hold the same text", analysis.Out, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(At("out/cells/chain/seed-1/gen-01/text.txt")).Replace("\f\n", "", StringComparison.Ordinal).Length,
            File.ReadAllText(At("out/cells/chain/seed-1/gen-00/text.txt")).Replace("\f\n", "", StringComparison.Ordinal).Length);
    }

    [Fact]
    public void Thousands_of_documents_in_a_folder_per_generation_are_read()
    {
        for (var generation = 0; generation <= 1; generation++)
        {
            var folder = Directory.CreateDirectory(At($"texts/iter{generation}")).FullName;
            var text = Prose(generation, 30_000).Split(' ');
            for (var i = 0; i < 2_500; i++)
                File.WriteAllText(Path.Combine(folder, $"{i:D5}.txt"), text[i % text.Length] + " " + text[(i + 1) % text.Length]);
        }
        var analysis = Command.Run("analyze", At("texts"), "--out", At("out"));
        Assert.Equal((0, ""), (analysis.Code, analysis.Error));
        Assert.Contains("and 2,499 more files, 2,500 documents", analysis.Out, StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private IReadOnlyList<Metrics.Statistics.GenerationRow> Rows(string folder)
    {
        using var opened = Experiments.Storage.RunFolder.Read(At(folder));
        return GenerationsCsv.Rows(opened);
    }

    /// <summary>Verdict and since of a line of profile.csv.</summary>
    private static string Verdict(string line) => string.Join(',', line.Split(',')[3..5]);

    /// <summary>Sentences of words with unequal frequencies, each word likely to follow certain others.</summary>
    private static string Prose(int seed, int characters)
    {
        string[] words = ["the", "old", "river", "ran", "under", "a", "stone", "bridge", "where", "children", "fished", "for", "silver",
            "trout", "and", "told", "stories", "of", "giants", "who", "slept", "beneath", "hills", "while", "autumn", "leaves", "drifted",
            "past", "their", "windows", "every", "evening", "until", "snow", "came", "down", "from", "northern", "mountains", "again"];
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var (word, length) = (0, 0); text.Length < characters; length++)
        {
            word = random.Next(3) == 0 ? (int)(words.Length * Math.Pow(random.NextDouble(), 2)) : (word * 7 + random.Next(4)) % words.Length;
            text.Append(words[word]).Append(length % 9 == 8 ? ". " : " ");
        }
        return text.ToString(0, characters);
    }

    /// <summary>Every fifth letter is another one.</summary>
    private static string Noise(string text)
    {
        var random = new Random(3);
        return string.Concat(text.Select(c => c != ' ' && random.Next(5) == 0 ? (char)('a' + random.Next(26)) : c));
    }
}
