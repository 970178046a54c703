using TextCollapse.Countermeasures;
using TextCollapse.Studies;
using TextCollapse.Studies.Countermeasures;

namespace TextCollapse.Tests.Countermeasures;

public sealed class CountermeasureListTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("label-smoothing", "label-smoothing(epsilon=0.1)")]
    [InlineData("label-smoothing( .2 )+accept(redraws=1)", "label-smoothing(epsilon=0.2) + accept(margin=0.01, redraws=1, metric=bpc_validation, real_share=0)")]
    public void A_list_has_one_spelling(string text, string canonical)
    {
        Assert.Equal(canonical, CountermeasureList.Parse(text, out _)!.Canonical);
        Assert.Equal(canonical, CountermeasureList.Parse(canonical, out _)!.Canonical);
    }

    [Theory]
    [InlineData("label-smothing", "did you mean 'label-smoothing'?")]
    [InlineData("label-smoothing(2)", "epsilon: '2' is not a number from 0 to 1")]
    [InlineData("label-smoothing(eps=0.1)", "has no knob 'eps'; it has epsilon")]
    [InlineData("label-smoothing(0.1", "does not close its bracket")]
    public void What_is_wrong_is_named(string text, string message)
    {
        Assert.Null(CountermeasureList.Parse(text, out var wrong));
        Assert.Contains(message, Assert.Single(wrong));
    }

    [Fact]
    public void A_study_file_may_give_them_as_a_list_and_in_arms()
    {
        var study = StudyReader.Read("""
            model: { kind: gru }
            corpus: { validation: 1000 }
            countermeasures: [label-smoothing: 0.2, accept: { margin: 0.05 }]
            arms:
              - { name: plain, countermeasures: [] }
              - { name: both }
              - { name: noise, countermeasures: [character-noise] }
            """, "study");
        Assert.Equal(["", "label-smoothing(epsilon=0.2) + accept(margin=0.05, redraws=2, metric=bpc_validation, real_share=0)", "character-noise(rate=0.02)"], study.Cells().Select(cell => cell.Settings["countermeasures"]));
    }

    [Theory]
    [InlineData("model: { kind: ngram }\ncountermeasures: [label-smoothing]", "label-smoothing: is for gru and transformer models; model.kind is ngram")]
    [InlineData("model: { kind: gru }\ncountermeasures: [label-smoothing, focal-loss]", "two of them are losses")]
    [InlineData("countermeasures: [character-noise, character-noise]", "character-noise: stands twice")]
    [InlineData("countermeasures: [accept]", "needs real validation text")]
    public void What_contradicts_the_rest_is_named_before_anything_runs(string yaml, string message)
        => Assert.Contains(message, Assert.Throws<InputException>(() => StudyReader.Read(yaml, "study")).Message);

    [Fact]
    public void Every_countermeasure_can_be_made_with_its_defaults()
    {
        foreach (var kind in CountermeasureKinds.All.Where(kind => kind.Knobs.All(knob => knob.Default.Length > 0)))
            Assert.IsAssignableFrom<ICountermeasure>(Assert.Single(CountermeasureList.Parse(kind.Name, out _)!.Create().All));
    }
}
