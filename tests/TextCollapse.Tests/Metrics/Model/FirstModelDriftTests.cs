using TextCollapse.Corpora;
using TextCollapse.Metrics.Model;
using TextCollapse.Models;

namespace TextCollapse.Tests.Metrics.Model;

public class FirstModelDriftTests
{
    /// <summary>Predicts the same whatever it has processed.</summary>
    private sealed class Constant(params double[] probabilities) : ILanguageModel
    {
        public Alphabet Alphabet { get; } = Alphabet.Parse("abcdefgh"[..probabilities.Length]);

        public ModelCard Card => throw new NotSupportedException();

        public double[][] Score(IReadOnlyList<Document> documents, int threads) => throw new NotSupportedException();

        public void Predict(ReadOnlySpan<ushort> document, Span<float> logProbabilities)
        {
            for (var i = 0; i < logProbabilities.Length; i++)
                logProbabilities[i] = (float)Math.Log(probabilities[i % probabilities.Length]);
        }

        public IDecodingSession Begin(int streams) => throw new NotSupportedException();

        public void Save(string path) => throw new NotSupportedException();
    }

    [Fact]
    public void Predictions_are_read_on_the_same_contexts_by_both_models()
    {
        var columns = new FirstModelDrift(new Constant(0.75, 0.25), Texts.Documents("abab", "b")).Columns(new Constant(0.5, 0.5)).ToDictionary();
        Assert.Equal(0.25, columns["tv_gen0"].Value, 6);
        Assert.Equal(0.5, columns["l1_gen0"].Value, 6);
        Assert.Equal(0.75 * Math.Log(1.5) + 0.25 * Math.Log(0.5), columns["kl_gen0"].Value, 6);
    }

    [Fact]
    public void The_later_models_uncertainty_is_in_bits_and_no_character_that_it_excludes_counts()
    {
        var drift = new FirstModelDrift(new Constant(0.25, 0.25, 0.25, 0.25), Texts.Documents("abcd", "b"));
        Assert.Equal(1.5, drift.Columns(new Constant(0.5, 0.25, 0.25, 0)).ToDictionary()["predictive_entropy_held_out"].Value, 6);
    }

    [Fact]
    public void Without_a_context_there_is_nothing_to_compare()
        => Assert.All(new FirstModelDrift(new Constant(1.0), []).Columns(new Constant(1.0)), column => Assert.False(column.Value.IsDefined));

    [Fact]
    public void A_character_that_the_later_model_excludes_makes_the_divergence_infinite()
        => Assert.Equal(double.PositiveInfinity, new FirstModelDrift(new Constant(0.5, 0.5), Texts.Documents("ab")).Columns(new Constant(1, 0)).ToDictionary()["kl_gen0"].Value);
}
