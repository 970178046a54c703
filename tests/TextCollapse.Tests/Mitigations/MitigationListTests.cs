using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Options;

namespace TextCollapse.Tests.Mitigations;

public sealed class MitigationListTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("label-smoothing", "label-smoothing")]
    [InlineData("label-smoothing(0.1)", "label-smoothing")]
    [InlineData("label-smoothing( .2 )+accept(redraws=1)", "label-smoothing(epsilon=0.2) + accept(redraws=1)")]
    [InlineData("when(bpc_real rises 5 %, then=inject real 20 %)", "when(when=bpc_real rises 5 %, then=inject real 20 %)")]
    public void A_list_has_one_spelling(string text, string canonical)
    {
        Assert.Equal(canonical, Parse(text).ToString());
        Assert.Equal(canonical, Parse(canonical).ToString());
        Assert.Equal(Parse(text), Parse(canonical));
    }

    [Theory]
    [InlineData("label-smothing", "did you mean 'label-smoothing'?")]
    [InlineData("label-smoothing(2)", "label-smoothing epsilon: '2' is not a number from 0 to 1.")]
    [InlineData("label-smoothing(eps=0.1)", "has no option 'eps'; it has epsilon")]
    [InlineData("label-smoothing(0.1", "has no closing bracket")]
    [InlineData("ensemble(write=shared)", "did you mean 'shares'?")]
    [InlineData("accept(0.1, 2)", "has no option '2'; it has margin, redraws, metric, real_share")]
    public void What_is_wrong_is_named(string text, string message)
    {
        var problems = new List<Problem>();
        Assert.Null(OptionBinder.Parse("mitigations", text, "--set mitigations", problems));
        Assert.Contains(message, Assert.Single(problems).Message);
    }

    [Fact]
    public void What_is_wrong_with_a_list_in_a_file_is_named_with_its_line() =>
        Assert.Equal("study:3 mitigations: character-noise rate: '2' is not a number from 0 to 1.",
            Assert.Throws<InputException>(() => StudyReader.Read("mitigations:\n  - span-masking\n  - character-noise: 2\n", "study")).Message);

    [Fact]
    public void A_study_file_may_give_them_as_a_list_and_in_arms()
    {
        var study = StudyReader.Read("""
            model: { kind: gru }
            corpus: { validation: 1000 }
            mitigations: [label-smoothing: 0.2, accept: { margin: 0.05 }]
            arms:
              - { name: plain, mitigations: [] }
              - { name: both }
              - { name: noise, mitigations: [character-noise] }
            """, "study");
        Assert.Equal(["", "label-smoothing(epsilon=0.2) + accept(margin=0.05)", "character-noise"], study.Arms().Select(arm => arm.Options.Mitigations.ToString()));
    }

    [Theory]
    [InlineData("model: { kind: ngram }\nmitigations: [label-smoothing]", "label-smoothing: is for gru and transformer models; model.kind is ngram")]
    [InlineData("model: { kind: gru }\nmitigations: [label-smoothing, focal-loss]", "two of them are losses")]
    [InlineData("mitigations: [character-noise, character-noise]", "character-noise: is given twice")]
    [InlineData("mitigations: [accept]", "needs real validation text")]
    public void What_contradicts_the_rest_is_named_before_anything_runs(string yaml, string message)
        => Assert.Contains(message, Assert.Throws<InputException>(() => StudyReader.Read(yaml, "study")).Message);

    [Fact]
    public void Every_mitigation_that_is_written_is_in_the_list()
    {
        var written = typeof(IMitigation).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IMitigation)) && type is { IsAbstract: false, IsInterface: false })
            .Where(type => type.GetCustomAttributes(typeof(ComponentAttribute), false).Length > 0);
        Assert.Equal(written.ToHashSet(), MitigationKinds.All.Select(kind => kind.Type).ToHashSet());
    }

    private static MitigationList Parse(string text) => OptionBinder.Parse("mitigations", text, "", [])!.Mitigations!;
}
