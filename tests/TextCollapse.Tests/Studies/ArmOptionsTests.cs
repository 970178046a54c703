using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Models;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Tests.Studies;

public class ArmOptionsTests
{
    [Fact]
    public void Every_default_is_its_own_canonical_value()
    {
        foreach (var key in StudyKeys.All.Where(key => key.Name != StudyKeys.Mitigations))
            Assert.Equal(key.Default, key.Canonical(key.Default, out _));
    }

    [Fact]
    public void Without_a_word_all_options_have_the_defaults_of_their_records()
    {
        Assert.Equal(new ArmOptions(), StudyReader.Read("name: x", "x").Options);
        Assert.All(new ArmOptions().Entries(), entry => Assert.True(entry.IsDefault, entry.Key));
        Assert.Equal(new ArmOptions { Model = new GruOptions() }, With(("model.kind", "gru")));
    }

    [Fact]
    public void A_key_that_has_no_meaning_does_not_change_the_identity()
    {
        var ngram = With(("model.kind", "ngram"));
        Assert.Equal(ngram.Hash(), With(("model.kind", "ngram"), ("model.hidden", "7")).Hash());
        Assert.NotEqual(ngram.Hash(), With(("model.order", "7")).Hash());
        Assert.Equal(ngram.Hash(), With(("model.alpha", "2")).Hash());
        Assert.NotEqual(With(("model.smoothing", "add-alpha")).Hash(), With(("model.smoothing", "add-alpha"), ("model.alpha", "2")).Hash());
        // alpha hangs on the smoothing, which hangs on the kind.
        var gru = With(("model.kind", "gru"), ("model.smoothing", "add-alpha"));
        Assert.Equal(gru.Hash(), With(("model.kind", "gru"), ("model.smoothing", "add-alpha"), ("model.alpha", "2")).Hash());
        Assert.NotEqual(gru.Hash(), With(("model.kind", "gru"), ("model.hidden", "7")).Hash());
    }

    [Fact]
    public void A_part_of_the_options_has_a_hash_of_its_own()
    {
        var options = With(("mixing.strategy", "window"), ("metrics.twin", "true"), ("model.order", "3"));
        Assert.NotEqual(new ArmOptions().Hash(), options.Hash());
        Assert.Equal(With(("model.order", "3")).Hash(), (options with { Mixing = new Replace(), Metrics = new() }).Hash());
    }

    [Theory]
    [InlineData("2e-3", "0.002")]
    [InlineData(".0030", "0.003")]
    public void One_number_has_one_spelling(string written, string canonical) =>
        Assert.Equal(canonical, With(("model.kind", "gru"), ("training.learning_rate", written)).Entries().Single(entry => entry.Key == "training.learning_rate").Text);

    [Theory]
    [InlineData("decoding.top_p", "NaN")]
    [InlineData("decoding.top_p", "0")]
    [InlineData("decoding.beam", "65")]
    [InlineData("corpus.train", "1e5")]
    [InlineData("corpus.train", "99999999999999999999")]
    [InlineData("model.tie_weights", "yes")]
    [InlineData("training.dropout", "1")]
    [InlineData("training.warmup", "-1")]
    public void Values_out_of_range_are_refused(string key, string value) => Assert.Throws<InputException>(() => With((key, value)));

    /// <summary>Decided once for files and code; a change of one changes published numbers.</summary>
    [Fact]
    public void The_defaults_are_these()
    {
        Assert.Equal("""
            decoding.beam=0 decoding.min_p=0 decoding.prompt=0 decoding.repetition_penalty=1 decoding.repetition_window=64 decoding.temperature=1
            decoding.top_k=0 decoding.top_p=1 model.bias=true model.device=auto model.engine=auto model.heads=4 model.kind=transformer model.layers=4
            model.tie_weights=true model.width=128 training.batch=32 training.beta1=0.9 training.beta2=0.99 training.clip=1 training.dropout=0
            training.epochs=none training.evaluate_every=100 training.learning_rate=auto training.matrix_learning_rate=0.05
            training.minimum_learning_rate=auto training.optimizer=muon training.patience=0 training.sequence=64 training.start=scratch training.steps=1500 training.warmup=auto training.weight_decay=0.01
            """.ReplaceLineEndings(" "), Texts(With(("model.kind", "transformer")), "model.", "training.", "decoding."));
        Assert.Equal("model.alpha=0.01 model.kind=ngram model.order=5 model.smoothing=add-alpha", Texts(With(("model.smoothing", "add-alpha")), "model."));
        Assert.Equal("model.device=auto model.embedding=64 model.engine=auto model.hidden=128 model.kind=gru model.layers=1", Texts(With(("model.kind", "gru")), "model."));
    }

    [Fact]
    public void A_change_keeps_the_other_options()
    {
        var changed = With(("mixing.strategy", "fixed-real"), ("mixing.real_share", "0.2"), ("model.order", "3")).With([new("mixing.strategy", "fresh-real")]);
        Assert.Equal(new FreshReal { RealShare = 0.2 }, changed.Mixing);
        Assert.Equal(new NgramOptions { Order = 3 }, changed.Model);
    }

    [Fact]
    public void Every_component_describes_itself()
    {
        var components = MixingStrategies.All.Concat(ModelKinds.All).Concat(TextCollapse.Experiments.Mitigations.MitigationKinds.All).ToArray();
        Assert.All(components, component => Assert.True(component.Name.Length > 0 && component.Help.Length > 0, component.Type.Name));
        Assert.Equal(components.Length, components.Select(component => component.Name).Distinct().Count());
        Assert.All(components.SelectMany(component => component.Options.All), option => Assert.True(option.Help.Length > 0, option.Name));
    }

    private static string Texts(ArmOptions options, params string[] sections) => string.Join(' ', options.Entries()
        .Where(entry => sections.Any(section => entry.Key.StartsWith(section, StringComparison.Ordinal))).Select(entry => $"{entry.Key}={entry.Text}"));

    /// <summary>As a study binds them: a key without a meaning is left out.</summary>
    private static ArmOptions With(params (string Key, string Value)[] changes)
    {
        var problems = new List<Problem>();
        Assignment[] assignments = [.. changes.Select(change => OptionBinder.Parse(change.Key, change.Value, change.Key, problems)).OfType<Assignment>()];
        var options = OptionBinder.Bind(assignments, problems);
        return problems.Count == 0 ? options : throw new InputException(problems);
    }
}
