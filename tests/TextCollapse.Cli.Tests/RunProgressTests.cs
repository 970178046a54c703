using TextCollapse.Cli.Output;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Generation;

namespace TextCollapse.Cli.Tests;

public class RunProgressTests
{
    [Fact]
    public void Chains_count_by_what_they_are_expected_to_take()
    {
        var plan = StudyPlan.Of(StudyReader.Read("""
            arms:
              - { name: counted, model.kind: ngram, generations: 5 }
              - { name: trained, model.kind: gru, model.hidden: 256, generations: 20 }
            """, "unequal.yaml"));
        var progress = new RunProgress(Terminal.Over(TextWriter.Null, TextWriter.Null, live: false), [.. plan.Chains().Select(chain => chain.Arm)], quiet: true);
        progress.Report(new("counted", 1, 5, 5, ChainPhase.Committed, 1));
        Assert.InRange(progress.Share, 0.0001, 0.2);
        progress.Report(new("trained", 1, 20, 20, ChainPhase.Committed, 1));
        Assert.Equal(1, progress.Share, 12);
    }
}
