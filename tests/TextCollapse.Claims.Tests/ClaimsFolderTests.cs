using TextCollapse.Claims.Pages;
using TextCollapse.Experiments.Execution;

namespace TextCollapse.Claims.Tests;

public sealed class ClaimsFolderTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("claims").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public void A_claim_is_run_once_and_judged_again_from_what_is_there()
    {
        var folder = new ClaimsFolder(_path);
        var claim = Small("below 0");
        Assert.Equal((0, 4), folder.Progress(claim));
        var first = folder.Run(claim, new ChainFactory(new Engines()), 2, 2);
        Assert.Equal(ClaimVerdict.Supported, first.Verdict);
        Assert.Equal((4, 4), folder.Progress(claim));
        Assert.Equal(first.Findings[0].Effect, folder.Read(claim).Findings[0].Effect);
        Assert.False(first.NeedsAttention);
    }

    [Fact]
    public void A_claim_that_does_not_hold_is_a_finding_but_a_control_that_does_not_hold_is_an_alarm()
    {
        var folder = new ClaimsFolder(_path);
        var result = folder.Run(Small("above 0"), new ChainFactory(new Engines()), 1, 1);
        Assert.Equal(ClaimVerdict.NotSupported, result.Verdict);
        Assert.False(result.NeedsAttention);
        Assert.True((result with { Claim = result.Claim with { IsControl = true } }).NeedsAttention);
    }

    [Fact]
    public void A_text_that_is_not_there_is_told_and_nothing_is_decided()
    {
        var result = new ClaimsFolder(_path).Run(Small("below 0", "file:/no/such/file"), new ChainFactory(new Engines()), 1, 1);
        Assert.Contains("/no/such/file", result.Failure, StringComparison.Ordinal);
        Assert.True(result.NeedsAttention);
    }

    [Fact]
    public void The_pages_hold_every_verdict_and_nothing_from_outside()
    {
        var folder = new ClaimsFolder(_path);
        ClaimResult[] results = [folder.Run(Small("below 0"), new ChainFactory(new Engines()), 1, 1),
            new(ClaimFiles.Find("kazdan-order"), [], null, "")];
        var paths = ClaimsPages.Write(_path, results);
        var html = File.ReadAllText(paths[0]);
        Assert.Contains("supported here", html, StringComparison.Ordinal);
        Assert.Contains("&lt;small&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.Contains("| [kazdan-order](#kazdan-order) | not run |", File.ReadAllText(paths[1]), StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(paths[2]).Length);
    }

    private static Claim Small(string predicts, string source = "zipf:5,1") => ClaimReader.Read($$"""
        id: small
        claim: The entropy of <small> text falls.
        source: Somebody
        numbers: none
        read: none
        fewest_seeds: 2
        study:
          corpus: { source: "{{source}}", train: 300, held_out: 100, document_length: 50 }
          model: { kind: ngram, order: 1, smoothing: maximum-likelihood }
          decoding: { temperature: 0.3 }
          generations: 3
          seeds: 1-4
        cost: seconds
        tests:
          - { says: It falls., statistic: slope, metric: entropy_1, arm: replace, predicts: {{predicts}} }
        limits: everything
        """, "small.yaml");
}
