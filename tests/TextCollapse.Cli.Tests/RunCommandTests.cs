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
        Assert.Contains("could not be created", run.Error, StringComparison.Ordinal);
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
        Assert.Contains("\"documents\":", score.Out, StringComparison.Ordinal);
        Assert.Contains(",U+003D,\"\"\"=\"\"\",", File.ReadAllText(csv), StringComparison.Ordinal);
        Assert.Contains("documents of about 50 characters", Command.Run("score", model, text, "--document-length", "50").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_character_has_its_row_also_those_that_the_model_does_not_know()
    {
        var (text, model, other, csv) = (At("text.txt"), At("model.safetensors"), At("other.txt"), At("new/scores.csv"));
        var random = new Random(1);
        File.WriteAllText(text, string.Concat(Enumerable.Range(0, 4000).Select(_ => "abc \n"[random.Next(5)])));
        Assert.Equal(ExitCode.Done, Command.Run("train", text, "--out", model, "--set", "model.kind=ngram", "--set", "corpus.document_length=200").Code);
        File.WriteAllText(other, string.Concat(Enumerable.Repeat("abc abc abc Z\n", 4)));
        var score = Command.Run("score", model, other, "--per-character", csv);
        Assert.Contains("4 characters outside its alphabet were skipped", score.Out, StringComparison.Ordinal);
        var rows = File.ReadAllLines(csv);
        Assert.Equal(1 + 4 * 14, rows.Length);
        Assert.Equal("0,12,U+005A,\"\"\"Z\"\"\",", rows[13]);
        Assert.StartsWith("0,14,U+0061,", rows[15], StringComparison.Ordinal);
        File.WriteAllText(other, "ZZZZ abc");
        var refused = Command.Run("score", model, other);
        Assert.Equal(ExitCode.Wrong, refused.Code);
        Assert.Contains("50 % of the characters are not in the model's alphabet", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_documents_are_read_again_as_they_were_written_and_a_prompt_is_continued()
    {
        var (text, model, made) = (At("text.txt"), At("model.safetensors"), At("made.txt"));
        File.WriteAllText(text, string.Concat(Enumerable.Repeat("one two\n\nthree four\n", 400)));
        Assert.Equal(ExitCode.Done, Command.Run("train", text, "--out", model, "--set", "model.kind=ngram", "--set", "model.order=6", "--set", "corpus.document_length=200").Code);
        File.WriteAllText(made, Command.Run("generate", model, "--chars", "1000", "--document-length", "100").Out);
        Assert.Equal(Enumerable.Repeat(100, 10), new TextCollapse.Corpora.FileText(made).Read(long.MaxValue, 2000).Select(document => document.Length));
        var prompted = Command.Run("generate", model, "--chars", "5", "--prompt", "three ", "--set", "decoding.temperature=0");
        Assert.Equal("four\n\n", prompted.Out);
        var unknown = Command.Run("generate", model, "--prompt", "Zebra");
        Assert.Equal((ExitCode.Wrong, true), (unknown.Code, unknown.Error.Contains("'Z'", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_command_overwrites_what_it_reads_and_every_command_makes_the_folder_of_its_output()
    {
        var (text, model, study) = (At("text.txt"), At("model.safetensors"), At("study.yaml"));
        File.WriteAllText(text, string.Concat(Enumerable.Repeat("abc abd\n", 400)));
        File.WriteAllText(study, "generations: 1\n");
        File.CreateSymbolicLink(At("link.txt"), text);
        Assert.Equal(ExitCode.Done, Command.Run("train", text, "--out", At("a/b/model.safetensors"), "--set", "model.kind=ngram").Code);
        File.Copy(At("a/b/model.safetensors"), model);
        foreach (var words in new[] { $"train {text} --out {text}", $"train {text} --out {At("link.txt")}", $"train file:{text} --out {text}", $"train {_folder} --out {text}", $"score {model} {text} --per-character {text}",
            $"score {model} {text} --per-character {model}", $"import {model} --alphabet {text} --out {model}", $"import {model} --alphabet {text} --out {text}", $"study plan {study} --out {study}" })
        {
            var before = (File.ReadAllText(text), File.ReadAllText(model), File.ReadAllText(study));
            var run = Command.Run(words.Split(' '));
            Assert.True(run.Code == ExitCode.Wrong && run.Error.Contains("would be overwritten", StringComparison.Ordinal), $"{words}: {run}");
            Assert.Equal(before, (File.ReadAllText(text), File.ReadAllText(model), File.ReadAllText(study)));
        }
        Assert.Equal(ExitCode.Done, Command.Run("study", "plan", study, "--out", At("new/folder/plan.json")).Code);
        Assert.Equal(ExitCode.Wrong, Command.Run("study", "plan", study, "--out", _folder).Code);
    }

    [Fact]
    public void The_text_of_an_alphabet_is_read_as_every_text_is()
    {
        var text = At("latin1.txt");
        File.WriteAllBytes(text, [.. "caf"u8, 0xE9, .. "\n"u8]);
        var run = Command.Run("import", At("none.safetensors"), "--alphabet", text, "--out", At("m.safetensors"));
        Assert.Equal(ExitCode.Wrong, run.Code);
        Assert.Contains("is the byte 0xE9, which is not UTF-8", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Arms_are_added_to_a_run_and_what_is_there_is_kept()
    {
        var study = At("study.yaml");
        const string Rest = "corpus: { source: 'zipf:12,1.0', train: 2000, held_out: 400, document_length: 100 }\ngenerations: 2\nmodel: { order: 2 }\n";
        File.WriteAllText(study, $"{Rest}grid: {{ mixing.strategy: [fixed-real], mixing.real_share: [0, 0.5] }}");
        Assert.Equal(ExitCode.Done, Command.Run("run", study, "--out", At("run"), "--jobs", "1", "--no-report").Code);
        string Done(string arm) => Path.Combine(At("run"), "cells", arm, "seed-1", "gen-02", "done.json");
        var (before, written) = (File.ReadAllText(Done("fixed-real-0")), File.GetLastWriteTimeUtc(Done("fixed-real-0")));
        File.WriteAllText(study, $"{Rest}grid: {{ mixing.strategy: [fixed-real], mixing.real_share: [0, 0.25, 0.5] }}");
        var more = Command.Run("run", study, "--out", At("run"), "--jobs", "1", "--no-report");
        Assert.Equal(ExitCode.Done, more.Code);
        Assert.Contains("added to the study in this folder: fixed-real-0.25;", more.Out, StringComparison.Ordinal);
        Assert.Equal((before, written), (File.ReadAllText(Done("fixed-real-0")), File.GetLastWriteTimeUtc(Done("fixed-real-0"))));
        Assert.Equal(ExitCode.Done, Command.Run("run", study, "--out", At("whole"), "--jobs", "1", "--no-report").Code);
        Assert.Equal(File.ReadAllText(Path.Combine(At("whole"), "generations.csv")), File.ReadAllText(Path.Combine(At("run"), "generations.csv")));
        File.WriteAllText(study, $"{Rest}grid: {{ mixing.strategy: [fixed-real], mixing.real_share: [0, 0.75] }}");
        Assert.Contains("holds another study", Command.Run("run", study, "--out", At("run"), "--jobs", "1").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_of_a_run_is_verified()
    {
        Assert.Equal(ExitCode.Done, Command.Run(["run", "first-look", "--out", At("run"), .. Small]).Code);
        var whole = Command.Run("verify", At("run"));
        Assert.Contains("result files checked: all match their hashes", whole.Out, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Done, ""), (whole.Code, whole.Error));
        string[] files = [.. Directory.EnumerateFiles(At("run"), "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not ("SHA256SUMS" or "chain.holder") && Path.GetExtension(file) != ".lock")];
        Assert.Contains(files, file => file.EndsWith(".svg", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var before = File.ReadAllBytes(file);
            File.WriteAllBytes(file, [.. before, (byte)' ']);
            var run = Command.Run("verify", At("run"));
            Assert.True(run.Code is ExitCode.Unfulfilled or ExitCode.Wrong && (run.Error.Contains(Path.GetFileName(file), StringComparison.Ordinal) || run.Error.Contains($"{Path.GetDirectoryName(file)}:", StringComparison.Ordinal)), $"{file}: {run}");
            File.WriteAllBytes(file, before);
        }
        File.WriteAllText(Path.Combine(At("run"), "generations.csv"), "edited");
        Assert.Equal(ExitCode.Unfulfilled, Command.Run("verify", At("run")).Code);
        Assert.Equal(ExitCode.Done, Command.Run("collect", At("run")).Code);
        Assert.Equal(ExitCode.Done, Command.Run("verify", At("run")).Code);
        File.AppendAllText(Path.Combine(At("run"), "study.yaml"), "# edited");
        Command.Run("collect", At("run"));
        Assert.Contains("study.yaml: is not as it was written", Command.Run("verify", At("run")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_whose_text_is_too_short_to_run_is_not_valid_and_a_path_will_do_as_a_source()
    {
        var (text, study) = (At("short.txt"), At("study.yaml"));
        File.WriteAllText(text, string.Concat(Enumerable.Range(0, 400).Select(i => $"line {i * 7919 % 1000}\n")));
        File.WriteAllText(study, $"corpus: {{ source: '{text}', train: 100000 }}");
        var run = Command.Run("study", "validate", study);
        Assert.Equal(ExitCode.Wrong, run.Code);
        Assert.Contains("too few for train 100,000", run.Error, StringComparison.Ordinal);
        File.WriteAllText(study, $"corpus: {{ source: '{text}', train: 2000, held_out: 500, document_length: 100 }}");
        run = Command.Run("study", "validate", study);
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("is valid: 1 arm (", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_that_is_too_short_is_said_to_be()
    {
        var text = At("text.txt");
        File.WriteAllText(text, string.Concat(Enumerable.Range(0, 3000).Select(i => $"The {i}th ship came in at noon, heavy with {i * 31 % 97} bales.\n")));
        string[] settings = ["--set", "model.kind=gru", "--set", "model.engine=managed", "--set", "model.hidden=8", "--set", "training.batch=4", "--set", "training.sequence=16"];
        Assert.Contains("the model predicts real text with", Command.Run(["train", text, "--out", At("m.safetensors"), .. settings, "--set", "training.steps=1"]).Error, StringComparison.Ordinal);
        Assert.Equal("", Command.Run(["train", text, "--out", At("m.safetensors"), "--set", "model.kind=ngram"]).Error);
        string[] corpus = ["--set", $"corpus.source={text}", "--set", "corpus.train=4000", "--set", "corpus.held_out=1000", "--set", "corpus.document_length=200", "--set", "generations=1", "--seeds", "1"];
        var study = At("study.yaml");
        File.WriteAllText(study, "arms: [{ mixing.strategy: replace }]");
        Assert.Contains("Warning: generation 0 of replace predicts real text with", Command.Run(["run", study, "--out", At("run"), "--no-report", "--jobs", "1", .. settings, .. corpus, "--set", "training.steps=1"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_held_out_and_trained_on_is_reported()
    {
        var (once, twice) = (At("once.txt"), At("twice.txt"));
        var random = new Random(1);
        File.WriteAllText(once, string.Concat(Enumerable.Range(0, 3000).Select(_ => $"{random.Next()} {random.Next()}\n")));
        File.WriteAllText(twice, $"{File.ReadAllText(once)}one line more, so that documents are cut elsewhere\n{File.ReadAllText(once)}");
        string[] words = ["--out", At("m.safetensors"), "--set", "model.kind=ngram"];
        Assert.Equal("", Command.Run(["train", once, .. words]).Error);
        Assert.Matches(@"\d+ % of the held-out text also occurs in the training text", Command.Run(["train", twice, .. words]).Error);
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
