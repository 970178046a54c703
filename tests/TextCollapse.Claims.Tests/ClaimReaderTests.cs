namespace TextCollapse.Claims.Tests;

public class ClaimReaderTests
{
    private const string Good = """
        id: mine
        claim: It falls.
        source: Somebody
        numbers: none
        read: note
        study:
          name: small
          corpus: { source: "zipf:5,1" }
          model: { kind: ngram, order: 1 }
          generations: 2
          seeds: 1-8
        cost: seconds
        tests:
          - { says: It falls., statistic: slope, metric: entropy_1, arm: replace, predicts: below 0 }
        limits: everything
        """;

    public static TheoryData<string> Ids => [.. ClaimFiles.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_claim_that_comes_with_the_program_can_be_run_and_has_eight_seeds(string id)
    {
        var claim = ClaimFiles.Find(id);
        Assert.Equal(id, claim.Id);
        Assert.True(claim.FewestSeeds >= 8);
        Assert.DoesNotContain("", new[] { claim.Says, claim.Source, claim.Numbers, claim.Limits, claim.Cost });
    }

    [Fact]
    public void Both_negative_controls_are_there() => Assert.Equal(2, ClaimFiles.Ids.Count(id => ClaimFiles.Find(id).IsControl));

    [Fact]
    public void An_inline_study_is_a_study() => Assert.Equal("small", Read(Good).Study!.Name);

    [Fact]
    public void All_errors_of_a_file_are_told_at_once_with_their_lines()
    {
        var wrong = Good.Replace("read: note", "read: skimmed", StringComparison.Ordinal).Replace("statistic: slope", "statistic: slop",
            StringComparison.Ordinal)
            .Replace("cost: seconds", "costs: seconds", StringComparison.Ordinal).Replace("order: 1 }", "order: 99 }",
                StringComparison.Ordinal);
        var problems = Assert.Throws<InputException>(() => Read(wrong)).Problems.Select(problem => problem.ToString()).ToArray();
        Assert.Contains(problems, problem => problem.StartsWith("my.yaml:5 read", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("did you mean 'slope'", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("my.yaml:9 model.order", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("did you mean 'cost'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("arm: replace", "arm: replaced", "there is no arm 'replaced'; the arms are replace")]
    [InlineData("seeds: 1-8", "seeds: 1-3", "8 are needed, but the study has 3")]
    [InlineData("predicts: below 0", "predicts: less than 0", "is not 'above X'")]
    [InlineData("metric: entropy_1, ", "", "is missing")]
    public void What_could_never_be_decided_is_refused(string good, string bad, string said)
        => Assert.Contains(said, Assert.Throws<InputException>(() => Read(Good.Replace(good, bad, StringComparison.Ordinal))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_text_may_be_taken_from_elsewhere()
    {
        var texts = new Dictionary<string, string> { ["zipf:5,1"] = "zipf:7,1" };
        Assert.Equal("zipf:7,1", ClaimReader.Read(Good, "my.yaml", texts).Study!.Options.Corpus.Source);
    }

    [Fact]
    public void An_unknown_claim_is_named_with_its_nearest() =>
        Assert.Contains("did you mean 'kazdan-order'", Assert.Throws<InputException>(() => ClaimFiles.Find("kasdan-order")).Message,
        StringComparison.Ordinal);

    private static Claim Read(string text) => ClaimReader.Read(text, "my.yaml");
}
