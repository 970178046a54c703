using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics;
using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Tests.Chains;

public sealed class GenerationColumnsTests(MeasuredStudies studies) : IClassFixture<MeasuredStudies>
{
    public static TheoryData<string> Names => [.. MeasuredStudies.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_emitted_column_is_declared_and_every_column_declared_for_the_arm_is_emitted(string study)
    {
        var facts = studies.Run(study);
        Assert.Equal(GenerationColumns.MeasuredIn(Pipelines.Arm(MeasuredStudies.Settings(study))),
            facts.Metrics.Select(metric => metric.Key));
        Assert.All(facts.Columns, column => Assert.Equal(column.Key, GenerationColumns.Find(column.Key)?.Id));
    }

    [Fact]
    public void Every_declared_column_is_emitted_by_some_study()
    {
        var emitted = MeasuredStudies.Names.SelectMany(study => studies.Run(study).Columns).Select(column => column.Key).ToHashSet();
        Assert.All(GenerationColumns.All, column => Assert.Contains(emitted, name => column.Find(name) is not null));
        Assert.All(GenerationColumns.All.Where(column => column.Values is null).SelectMany(column => column.Columns),
            name => Assert.Contains(name, emitted));
    }

    [Fact]
    public void A_column_that_not_every_arm_has_says_what_it_needs()
    {
        var emitted = MeasuredStudies.Names.Select(study => studies.Run(study).Columns.Select(column => column.Key).ToArray()).ToArray();
        Assert.All(GenerationColumns.All, column => Assert.Equal(column.When.Needs.Length > 0,
            emitted.Any(names => !names.Any(name => column.Find(name) is not null))));
    }

    [Theory]
    [InlineData("distinct_8", "distinct 8-grams")]
    [InlineData("retention_16", "retention of 5-grams seen 16 times or more")]
    [InlineData("floor_bpc_real", "noise floor of bpc_real")]
    [InlineData("probe_he|she", "he|she")]
    [InlineData("distinct_9", null)]
    [InlineData("distinct_", null)]
    [InlineData("bpc", null)]
    public void A_column_is_found_by_its_name_with_its_label(string name, string? label)
        => Assert.Equal(label, GenerationColumns.Find(name)?.Label);

    [Fact]
    public void A_symptom_moves_as_its_column_is_declared_to()
    {
        var single = FailureModeDefinition.All.SelectMany(mode => mode.Symptoms).Where(symptom => symptom.Combine is null
            && !symptom.OfSpread);
        Assert.All(single.SelectMany(symptom => symptom.Columns, (symptom, column) => (symptom.Direction,
            Column: GenerationColumns.Find(column) ?? MetricCatalogue.Find(column))),
            pair => Assert.Contains(pair.Column!.Direction, new[] { pair.Direction, CollapseDirection.Either }));
    }
}
