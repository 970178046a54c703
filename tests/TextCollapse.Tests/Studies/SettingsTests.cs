using TextCollapse.Studies;

namespace TextCollapse.Tests.Studies;

public class SettingsTests
{
    [Fact]
    public void Every_default_is_its_own_canonical_value()
    {
        foreach (var key in SettingKeys.All)
            Assert.Equal(key.Default, key.Canonical(key.Default, out _));
    }

    [Fact]
    public void A_key_that_has_no_meaning_does_not_change_the_identity()
    {
        var ngram = Settings.Default.With("model.kind", "ngram");
        Assert.Equal(ngram.Hash(), ngram.With("model.hidden", "7").Hash());
        Assert.NotEqual(ngram.Hash(), ngram.With("model.order", "7").Hash());
        // alpha hangs on the smoothing, which hangs on the kind.
        var gru = Settings.Default.With("model.kind", "gru").With("model.smoothing", "add-alpha");
        Assert.Equal(gru.Hash(), gru.With("model.alpha", "2").Hash());
        Assert.NotEqual(gru.Hash(), gru.With("model.hidden", "7").Hash());
    }

    [Theory]
    [InlineData("2e-3", "0.002")]
    [InlineData(".0020", "0.002")]
    public void One_number_has_one_spelling(string written, string canonical) =>
        Assert.Equal(canonical, Settings.Default.With("training.learning_rate", written)["training.learning_rate"]);

    [Theory]
    [InlineData("decoding.top_p", "NaN")]
    [InlineData("decoding.top_p", "0")]
    [InlineData("corpus.train", "1e5")]
    [InlineData("corpus.train", "99999999999999999999")]
    [InlineData("model.tie_weights", "yes")]
    public void Values_out_of_range_are_refused(string key, string value) => Assert.Throws<InputException>(() => Settings.Default.With(key, value));
}
