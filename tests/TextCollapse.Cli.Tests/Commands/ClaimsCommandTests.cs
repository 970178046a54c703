namespace TextCollapse.Cli.Tests.Commands;

public sealed class ClaimsCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("claims").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_claim_of_ones_own_is_run_once_and_judged_again_from_what_is_there()
    {
        var claim = Claim("above 0");
        var first = Run(claim);
        Assert.Equal((ExitCode.Done, ""), (first.Code, first.Error));
        Assert.Contains("own-rise: supported here", first.Out, StringComparison.Ordinal);
        Assert.Contains("own-rise", File.ReadAllText(Path.Combine(_folder, "out", "claims.csv")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "out", "claims.html")) && File.Exists(Path.Combine(_folder, "out", "claims.md")));

        var rows = Directory.GetFiles(Path.Combine(_folder, "out", "evidence"), "generations.csv", SearchOption.AllDirectories).Single();
        var (made, bytes) = (Models(), File.ReadAllBytes(rows));
        var second = Run(claim);
        Assert.Contains("own-rise: supported here", second.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("study own", second.Out, StringComparison.Ordinal);
        Assert.Equal(made, Models());
        Assert.Equal(bytes, File.ReadAllBytes(rows));
    }

    [Fact]
    public void A_claim_that_does_not_hold_is_a_finding_and_no_error()
    {
        var refuted = Run(Claim("above 5"));
        Assert.Equal(ExitCode.Done, refuted.Code);
        Assert.Contains("own-rise: not supported here", refuted.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_asked_for_twice_is_refused()
    {
        var run = Run("seddik-window", "seddik-window");
        Assert.Equal(ExitCode.Wrong, run.Code);
        Assert.Contains("seddik-window: is given twice", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("own-ris", "neither a claim nor a claim file")]
    [InlineData("seddik-linear-tim", "did you mean 'seddik-linear-time'?")]
    public void An_unknown_claim_is_named_with_the_nearest(string id, string message)
    {
        var run = Run(id);
        Assert.Equal(ExitCode.Wrong, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_of_a_claim_file_are_told_at_once()
    {
        var file = Path.Combine(_folder, "wrong.yaml");
        File.WriteAllText(file, "id: own\nclaim: It rises.\nstudy: { name: own, generations: none,\n  model: { kind: ngramm } }\ntests:\n  - { says: It rises., statistic: slop, metric: bpc_real, arm: replace, predicts: above 0 }\n");
        var run = Run(file);
        Assert.Equal(ExitCode.Wrong, run.Code);
        foreach (var word in new[] { "wrong.yaml:3 generations", "wrong.yaml:4 model.kind", "wrong.yaml:6 statistic: 'slop'" })
            Assert.Contains(word, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_corpus_named_twice_is_refused()
    {
        var run = Command.Run("claims", "list", "--corpus", "a=zipf:5,1", "--corpus", "a=zipf:6,1");
        Assert.Equal(ExitCode.Wrong, run.Code);
        Assert.Contains("'a' is given twice", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_shows_every_claim_with_its_state()
    {
        var list = Command.Run("claims", "list", "--out", Path.Combine(_folder, "none"));
        Assert.Equal(ExitCode.Done, list.Code);
        Assert.Contains("shumailov-tails", list.Out, StringComparison.Ordinal);
        Assert.Contains("not run", list.Out, StringComparison.Ordinal);
    }

    private Command Run(params string[] claims) => Command.Run(["claims", "run", .. claims, "--out", Path.Combine(_folder, "out"), "--jobs", "1", "--threads", "1"]);

    private DateTime[] Models() => [.. Directory.GetFiles(_folder, "done.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.GetLastWriteTimeUtc)];

    private string Claim(string predicts)
    {
        var file = Path.Combine(_folder, $"{Directory.GetFiles(_folder).Length}.yaml");
        File.WriteAllText(file, $$"""
            id: own-rise
            claim: On its own text alone a model foresees real text worse and worse.
            source: Of this test.
            numbers: None.
            read: text
            study:
              name: own
              corpus: { source: 'zipf:12,1.0', train: 1000, held_out: 400, document_length: 100 }
              model: { kind: ngram, order: 2 }
              generations: 4
              seeds: 1-8
            cost: a second
            tests:
              - { says: The loss rises., statistic: slope, metric: bpc_real, arm: replace, predicts: {{predicts}} }
            limits: All there are.

            """);
        return file;
    }
}
