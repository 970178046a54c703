using TextCollapse.Cli.Output;

namespace TextCollapse.Cli.Tests;

public sealed class ReviewCommandTests : IDisposable
{
    private static readonly string[] Small =
        ["--set", "corpus.source=zipf:12,1.0", "--set", "corpus.train=2000", "--set", "corpus.held_out=400", "--set", "corpus.document_length=100", "--set", "generations=3", "--set", "model.kind=ngram", "--set", "model.order=2", "--seeds", "1", "--jobs", "1"];

    private readonly string _folder = Directory.CreateTempSubdirectory("review").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_paused_run_is_decided_about_goes_on_and_is_replayed_to_the_same_bytes()
    {
        var paused = Command.Run(["run", "first-look", "--out", At("one"), .. Small, "--until", "1"]);
        Assert.Equal(ExitCode.Interrupted, paused.Code);
        Assert.Contains("Paused after generation 1", paused.Error, StringComparison.Ordinal);
        var review = Command.Run("review", At("one"), "--arm", "replace", "--seed", "1", "--do", "reject 3 7; inject 10 %; set decoding.temperature=0.5; note all is well", "--by", "anna", "--why", "too plain");
        Assert.Equal("", review.Error);
        Assert.Contains("anna, after generation 1: rejected documents 3, 7: too plain", review.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Interrupted, Command.Run(["run", "first-look", "--out", At("one"), .. Small, "--pause"]).Code);
        Assert.Equal(ExitCode.Done, Command.Run("review", At("one"), "--do", "branch " + At("branch") + " after 1", "--by", "anna").Code);
        Assert.Equal(ExitCode.Done, Command.Run("run", At("one"), "--jobs", "1").Code);
        Assert.Equal(ExitCode.Done, Command.Run("run", At("branch"), "--jobs", "1").Code);
        Assert.Equal(ExitCode.Done, Command.Run(["run", "first-look", "--out", At("two"), .. Small, "--decisions", At("one")]).Code);
        Assert.Equal(File.ReadAllBytes(Path.Combine(At("one"), "generations.csv")), File.ReadAllBytes(Path.Combine(At("two"), "generations.csv")));
        string Text(string run, int generation) => File.ReadAllText(Path.Combine(At(run), "cells", "replace", "seed-1", $"gen-0{generation}", "text.txt"));
        Assert.Equal(Text("one", 1), Text("branch", 1));
        Assert.NotEqual(Text("one", 2), Text("branch", 2));
    }

    [Theory]
    [InlineData("rejekt 3", "did you mean 'reject'?")]
    [InlineData("reject x", "'x' is not an integer")]
    [InlineData("reject 999", "has no document 999")]
    [InlineData("roll 2", "roll back 2")]
    [InlineData("set temperature", "takes key=value")]
    public void Words_that_decide_nothing_are_named(string words, string said)
    {
        Command.Run(["run", "first-look", "--out", At("wrong"), .. Small, "--until", "0"]);
        var review = Command.Run("review", At("wrong"), "--do", words, "--by", "anna");
        Assert.Equal(ExitCode.Wrong, review.Code);
        Assert.Contains(said, review.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quiz_keeps_every_vote_and_tells_the_accuracy_of_each_generation()
    {
        Command.Run(["run", "first-look", "--out", At("quiz"), .. Small, "--until", "1"]);
        var before = Console.In;
        Command quiz;
        try
        {
            Console.SetIn(new StringReader(string.Concat(Enumerable.Repeat("r\nwhat\ng\n", 20))));
            quiz = Command.Run("review", At("quiz"), "--quiz", "12", "--by", "anna");
        }
        finally
        {
            Console.SetIn(before);
        }
        Assert.Equal(("", ExitCode.Done), (quiz.Error, quiz.Code));
        Assert.Contains("12/12", quiz.Out, StringComparison.Ordinal);
        Assert.Contains("95 % interval", quiz.Out, StringComparison.Ordinal);
        Assert.InRange(File.ReadAllLines(Path.Combine(At("quiz"), "cells", "replace", "seed-1", "votes.jsonl")).Length, 6, 12);
        Assert.False(File.Exists(Path.Combine(At("quiz"), "cells", "replace", "seed-1", "decisions.jsonl")));
    }

    [Fact]
    public void An_editor_is_a_program_with_arguments_and_never_a_shells_line()
    {
        if (OperatingSystem.IsWindows())
            return;
        var (script, evil) = (Path.Combine(_folder, "editor.sh"), Path.Combine(_folder, "evil"));
        File.WriteAllText(script, "printf '%s\\n' \"$1\" > \"$2\"\n");
        Assert.Equal("word", TextEditor.Edit($"sh {script} word", "before"));
        Assert.Equal("before", TextEditor.Edit("true", "before"));
        Assert.Null(TextEditor.Edit("false", "before"));
        Assert.Null(TextEditor.Edit("no-such-editor-anywhere", "before"));
        TextEditor.Edit($"true; touch {evil}", "before");
        TextEditor.Edit($"true $(touch {evil})", "before");
        Assert.False(File.Exists(evil));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
