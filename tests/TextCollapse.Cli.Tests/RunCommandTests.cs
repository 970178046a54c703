namespace TextCollapse.Cli.Tests;

public sealed class RunCommandTests : IDisposable
{
    private static readonly string[] Small =
        ["--set", "corpus.source=zipf:12,1.0", "--set", "corpus.train=2000", "--set", "corpus.held_out=400", "--set", "corpus.document_length=100", "--set", "generations=2", "--set", "model.kind=ngram", "--set", "model.order=2", "--seeds", "1"];

    private readonly string _folder = Directory.CreateTempSubdirectory("run").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_ends_with_curves_samples_and_the_paths_of_its_results()
    {
        var run = Command.Run(["run", "first-look", "--out", At("one"), .. Small]);
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Empty(run.Error);
        Assert.Contains("held-out real text", run.Out, StringComparison.Ordinal);
        Assert.Contains("generation 0 (trained on real text)", run.Out, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(At("one"), "generations.csv"), run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Out);
        Assert.True(File.Exists(Path.Combine(At("one"), "timings.csv")));
        Assert.Contains(Path.Combine(At("one"), "report.html"), run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "in this process, one chain at a time, on 2 threads")]
    [InlineData("2", "in 2 worker processes on 2 threads")]
    public void A_run_says_where_its_chains_run_also_up_to_a_generation(string jobs, string said)
    {
        string[] words = [.. Small[..^2], "--seeds", "1-2", "--threads", "2", "--jobs", jobs, "--until", "1", "--no-report"];
        var run = Command.Run(["run", "first-look", "--out", At("where"), .. words]);
        Assert.Equal(ExitCode.Interrupted, run.Code);
        Assert.Contains(said, run.Out, StringComparison.Ordinal);
        var chains = Directory.GetDirectories(At("where"), "seed-*", SearchOption.AllDirectories)
            .Where(path => path.Contains("cells", StringComparison.Ordinal)).ToArray();
        Assert.Equal(6, chains.Length); // three arms, two seeds
        Assert.All(chains, chain => Assert.Equal(2, Directory.GetFiles(chain, "done.json", SearchOption.AllDirectories).Length));
    }

    [Fact]
    public void A_report_can_be_left_out_and_made_later()
    {
        Command.Run(["run", "first-look", "--out", At("later"), "--no-report", .. Small]);
        Assert.False(File.Exists(Path.Combine(At("later"), "report.html")));
        var report = Command.Run("report", At("later"));
        Assert.Equal(ExitCode.Done, report.Code);
        Assert.True(File.Exists(report.Out.Trim()));
        Assert.Equal(ExitCode.Wrong, Command.Run("report", At("nothing")).Code);
    }

    [Fact]
    public void A_second_run_finds_everything_done_and_writes_the_same_bytes()
    {
        Command.Run(["run", "first-look", "--out", At("two"), .. Small]);
        var first = File.ReadAllBytes(Path.Combine(At("two"), "generations.csv"));
        Assert.Equal(ExitCode.Done, Command.Run(["run", "first-look", "--out", At("two"), "--quiet", .. Small]).Code);
        Assert.Equal(first, File.ReadAllBytes(Path.Combine(At("two"), "generations.csv")));
    }

    /// <summary>Spaces, other scripts, a line feed if a path may have one, and a path longer than Windows accepts by default.</summary>
    [Theory]
    [InlineData("with blanks and 'quotes'")]
    [InlineData("日本語 ağ é e\u0301")]
    [InlineData("a%20b&c#d;e")]
    [InlineData("long")]
    public void Any_folder_will_do(string name)
    {
        var folder = Path.Combine([_folder, .. name == "long" ? Enumerable.Repeat(new string('n', 100), 4) : [name]]);
        var text = Path.Combine(Directory.CreateDirectory(folder).FullName, "text of mine, é.txt");
        File.WriteAllText(text, string.Join("\n\n", Enumerable.Range(0, 200).Select(i => $"Paragraph {i} says the number {i * 7919 % 1000}.")));
        string[] words = ["--out", Path.Combine(folder, "run"), "--jobs", "2", .. Small, "--set", $"corpus.source=file:{text}"];
        var run = Command.Run(["run", "first-look", .. words]);
        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Contains(Path.Combine(folder, "run", "report.html"), run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Command.Run("verify", Path.Combine(folder, "run")).Code);
        Assert.Equal(ExitCode.Done, Command.Run("measure", text).Code);
    }

    [Fact]
    public void A_folder_s_name_that_is_too_long_is_said_in_a_sentence()
    {
        var run = Command.Run(["run", "first-look", "--out", At(new string('n', 300)), .. Small]);
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("could not be made", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_study_is_refused_in_the_same_folder()
    {
        Command.Run(["run", "first-look", "--out", At("three"), .. Small]);
        var other = Command.Run(["run", "first-look", "--out", At("three"), .. Small, "--set", "model.order=3"]);
        Assert.Equal(ExitCode.Wrong, other.Code);
        Assert.Contains("holds another study", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run no-such-study", "is neither a file nor a preset")]
    [InlineData("run first-lok", "did you mean 'first-look'")]
    [InlineData("run --set mixing.strategy=replase", "did you mean 'replace'")]
    [InlineData("run --set real_share=1.5", "unknown key")]
    [InlineData("run --set mixing.real_share=1.5", "from 0 to 1")]
    [InlineData("run --set generations=0", "from 1 to")]
    [InlineData("run --set nothing", "is not key=value")]
    [InlineData("run --jobs 0", "must be at least 1")]
    [InlineData("run --threads 0", "--threads: is 0; it must be at least 1.")]
    [InlineData("claims run --threads 0", "--threads: is 0; it must be at least 1.")]
    [InlineData("claims run --jobs 0", "--jobs: is 0; it must be at least 1.")]
    [InlineData("measure x --threads 0", "--threads: is 0; it must be at least 1.")]
    [InlineData("measure x --document-length -3", "--document-length: is -3; it must be at least 1.")]
    [InlineData("bench --threads 0", "--threads: is 0; it must be at least 1.")]
    [InlineData("train x --out y --threads 0", "--threads: is 0; it must be at least 1.")]
    [InlineData("score x y --threads 0", "--threads: is 0; it must be at least 1.")]
    [InlineData("score x y --document-length 0", "--document-length: is 0; it must be at least 1.")]
    [InlineData("generate x --threads 0", "--threads: is 0; it must be at least 1.")]
    [InlineData("generate x --chars 0", "--chars: is 0; it must be at least 1.")]
    [InlineData("serve --threads 0", "--threads: is 0; it must be at least 1.")]
    [InlineData("run --seeds x", "neither a whole number nor a range")]
    [InlineData("run --set corpus.source=file:/no/such/file", "/no/such/file")]
    [InlineData("rnu", "rnu")]
    [InlineData("run --no-such-option", "--no-such-option")]
    [InlineData("generate /no/such/model", "/no/such/model")]
    [InlineData("score /no/such/model x", "/no/such/model")]
    [InlineData("study validate /no/such/file.yaml", "neither a file nor a preset")]
    public void Wrong_words_are_named_with_exit_code_2(string words, string said)
    {
        var run = Command.Run([.. words.Split(' '), .. words.StartsWith("run ", StringComparison.Ordinal) ? new[] { "--out", At("wrong") } : []]);
        Assert.Equal(ExitCode.Wrong, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_can_be_trained_asked_to_write_and_to_score()
    {
        var (text, model, csv) = (At("text.txt"), At("model.safetensors"), At("scores.csv"));
        File.WriteAllText(text, string.Join("\n\n", Enumerable.Range(0, 300).Select(i => $"The {i}th ship came in at noon, =heavy with {i * 31 % 97} bales.")));
        Assert.Equal(ExitCode.Done, Command.Run("train", text, "--out", model, "--set", "model.order=4", "--set", "corpus.document_length=200").Code);
        var written = Command.Run("generate", model, "--chars", "120", "--seed", "7");
        Assert.Equal(120, written.Out.TrimEnd('\n').Length);
        Assert.Equal(written.Out, Command.Run("generate", model, "--chars", "120", "--seed", "7").Out);
        var score = Command.Run("score", model, text, "--json", "--per-character", csv);
        Assert.Equal(ExitCode.Done, score.Code);
        Assert.Contains("\"bits_per_character\":", score.Out, StringComparison.Ordinal);
        Assert.Contains(",'=,", File.ReadAllText(csv), StringComparison.Ordinal);
    }

    [Fact]
    public void Training_on_a_part_of_a_long_text_says_so()
    {
        var (text, model) = (Path.Combine(_folder, "long.txt"), Path.Combine(_folder, "long.safetensors"));
        File.WriteAllLines(text, Enumerable.Range(0, 800_000).Select(i => $"the number {i} and the square {(long)i * i}\n"));
        Assert.Contains("The text has more: --set corpus.train=N", Command.Run("train", text, "--out", model, "--set", "model.order=2").Out, StringComparison.Ordinal);
        Assert.DoesNotContain("The text has more", Command.Run("train", text, "--out", model, "--set", "model.order=2", "--set", "corpus.train=40000").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_doctor_names_the_managed_engine() => Assert.Contains("engine managed", Command.Run("doctor").Out, StringComparison.Ordinal);

    private string At(string name) => Path.Combine(_folder, name);
}
