using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Mitigations.Rules;
using TextCollapse.Tests.Chains.Decisions;

namespace TextCollapse.Tests.Mitigations;

public sealed class RuleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rule").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("x rises 5 % over generation 0", true)]
    [InlineData("x rises by 60 %", false)]
    [InlineData("x rises 10 % over the last generation", true)]
    [InlineData("x rises 30 % over the last generation", false)]
    [InlineData("x falls 1 %", false)]
    [InlineData("x above 1.4", true)]
    [InlineData("x is below 1.4", false)]
    [InlineData("x rises 1 % over generation 7", false)]
    public void A_condition_holds_as_it_reads(string text, bool holds)
    {
        double[] values = [1, 1.25, 1.5];
        Assert.Equal(holds, Condition.Parse(text, out _)!.Holds(new Outcome(2, 0, (generation, _) => values[generation])) is not null);
    }

    [Fact]
    public void What_is_undefined_fires_nothing() => Assert.Null(Condition.Parse("x above 0", out _)!.Holds(new Outcome(1, 0, (_, _) => Measurement.Undefined("of a test"))));

    [Theory]
    [InlineData("when: bpc_rael rises 5 %, then: stop", "did you mean 'bpc_real'?")]
    [InlineData("when: bpc_validation rises 5 %, then: stop", "set corpus.validation")]
    [InlineData("when: twin_divergence above 1, then: stop", "'twin_divergence' is not measured in this arm; it needs a twin: metrics.twin: true")]
    [InlineData("when: known_types below 5, then: stop", "'known_types' is not measured in this arm; it needs a unigram chain")]
    [InlineData("when: glyph_vald falls 5 %, then: stop", "did you mean 'glyph_valid'? This arm does not measure it; it needs pictures: corpus.source")]
    [InlineData("when: quux falls 5 %, then: stop", "'quux' is not a column of generations.csv")]
    [InlineData("when: training_chars above 5, then: stop", "'training_chars' is not measured")]
    [InlineData("when: bpc_real rises, then: stop", "is not a condition; write 'bpc_real rises 5 % over generation 0'")]
    [InlineData("when: bpc_real rises much %, then: stop", "'much' is not a number")]
    [InlineData("when: bpc_real rises 5 % over generation 30, then: stop", "generation 30 has none after it")]
    [InlineData("when: bpc_real rises 5 %, then: stopp", "did you mean 'stop'?")]
    [InlineData("when: bpc_real rises 5 %, then: inject real 120 %", "is not above 0 and up to 100 %")]
    [InlineData("when: bpc_real rises 5 %, then: redraw, most: 0", "most: '0' is not a whole number from 1 to 100")]
    [InlineData("when: bpc_real rises 5 %", "needs then")]
    public void What_is_wrong_with_a_rule_is_named_before_anything_runs(string rule, string message)
        => Assert.Contains(message, Assert.Throws<InputException>(() => StudyReader.Read($"mitigations: [{{ {rule} }}]", "study")).Message);

    [Theory]
    [InlineData("metrics: { twin: true }", "twin_divergence")]
    [InlineData("metrics: { detector: logistic }", "detector_auc")]
    [InlineData("metrics: { probes: \"he|she\" }", "probe_he|she")]
    [InlineData("corpus: { source: \"glyphs:\" }", "glyph_valid")]
    [InlineData("corpus: { source: \"maze:\" }", "maze_cells")]
    [InlineData("corpus: { validation: 1000 }", "bpc_validation")]
    [InlineData("generations: 3", "floor_bpc_real")]
    public void A_rule_may_look_at_every_column_of_its_arm(string study, string column)
    {
        var rule = $"mitigations: [{{ when: {column} above 9, then: stop }}]";
        Assert.NotNull(StudyReader.Read($"{study}\n{rule}", "study"));
        Assert.Equal(column.StartsWith("floor_", StringComparison.Ordinal), Record.Exception(() => StudyReader.Read(rule,
            "study")) is null);
    }

    [Theory]
    [InlineData("glyphs", "prose")]
    [InlineData("prose", "glyphs")]
    public void A_rule_is_checked_against_its_own_arm_in_whatever_order_the_arms_stand(string first, string second)
    {
        string Arm(string name) => $"  - {{ name: {name}, corpus.source: \"{(name == "glyphs" ? "glyphs:" : "zipf:12,1.0")}\" }}";
        var study = $"mitigations: [{{ when: glyph_valid falls 5 %, then: stop }}]\narms:\n{Arm(first)}\n{Arm(second)}\n";
        var problem = Assert.Single(Assert.Throws<InputException>(() => StudyReader.Read(study, "study")).Problems);
        Assert.Contains("prose", problem.Place, StringComparison.Ordinal);
        Assert.Contains("'glyph_valid' is not measured in this arm; it needs pictures", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_falls_in_a_collapse_is_nothing_to_accept_by()
        => Assert.Contains("'distinct_8' falls in a collapse",
        Assert.Throws<InputException>(() => StudyReader.Read("mitigations: [accept: { metric: distinct_8 }]", "study")).Message);

    [Fact]
    public void A_rule_on_the_twin_rolls_back_to_the_end()
    {
        var chain = new OverseenChain(_folder, $"{OverseenChain.Ngram}\nmetrics: {{ twin: true }}\nmitigations: [{{ when: twin_divergence above 0, then: roll back }}]").Run();
        Assert.Equal(5, chain.Record.Committed);
        Assert.Equal(InterventionKind.RollBack, chain.Record.Facts(1).Interventions[0].Kind);
    }

    [Theory]
    [InlineData("warn", InterventionKind.Warn, 5)]
    [InlineData("stop", InterventionKind.Stop, 2)]
    [InlineData("roll back", InterventionKind.RollBack, 5)]
    [InlineData("inject real 20 %", InterventionKind.Inject, 5)]
    [InlineData("redraw", InterventionKind.Redraw, 5)]
    public void Every_firing_is_recorded_with_its_numbers_and_comes_to_an_end(string action, InterventionKind kind, int committed)
    {
        var chain = new OverseenChain(_folder, $"{OverseenChain.Ngram}\nmitigations: [{{ when: distinct_1 above 0, then: {action}, most: 2 }}]").Run();
        Assert.Equal(committed, chain.Record.Committed);
        var fired = chain.Record.Facts(1).Interventions;
        Assert.Equal((kind, "when"), (fired[0].Kind, fired[0].By));
        Assert.Contains("distinct_1 is 0.00", fired[0].Reason);
        Assert.Equal(kind is InterventionKind.Redraw or InterventionKind.Inject ? 3 : 1, fired.Count);
        if (kind == InterventionKind.Inject)
            Assert.Equal(0.4, chain.Record.Facts(1).Mixing.Realised, 2);
    }

    [Theory]
    [InlineData(OverseenChain.Ngram, 0)]
    [InlineData(OverseenChain.Ngram, 0.5)]
    [InlineData(OverseenChain.Gru, 0.5)]
    public void Acceptance_never_lets_a_worse_generation_through_and_resumes_to_the_same_bytes(string study, double realShare)
    {
        study += FormattableString.Invariant($"\nmitigations: [accept: {{ margin: 0, redraws: 1, real_share: {realShare} }}]");
        var chain = new OverseenChain(Path.Combine(_folder, "whole"), study).Run();
        var measured = Enumerable.Range(0, 5).Select(generation => chain.Record.Facts(generation)["bpc_validation"].Value).ToArray();
        Assert.All(Enumerable.Range(1, 4), generation => Assert.True(measured[generation] <= measured[generation - 1]));
        Assert.Contains(chain.Record.AllFacts(), facts => facts.Interventions.Any(intervention => intervention.Kind == InterventionKind.Redraw));
        Assert.Equal(realShare > 0, chain.Record.AllFacts().Any(facts => facts.Interventions.Any(intervention => intervention.Kind == InterventionKind.Inject)));

        var stopped = new OverseenChain(Path.Combine(_folder, "stopped"), study);
        for (var generation = 0; generation < 5; generation++)
            stopped.Open().Run(generation);
        Assert.Equal(chain.Bytes(), stopped.Bytes());
    }
}
