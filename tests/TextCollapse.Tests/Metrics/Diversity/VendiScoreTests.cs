using TextCollapse.Metrics.Diversity;

namespace TextCollapse.Tests.Metrics.Diversity;

public class VendiScoreTests
{
    [Fact]
    public void Vendi_heeds_its_order_and_counts_no_round_off_eigenvalues()
    {
        // Thirty points of rank two: a tool that counts eigenvalues above zero finds sixteen modes.
        var similarities = new double[30, 30];
        for (var i = 0; i < 30; i++)
            for (var j = 0; j < 30; j++)
                similarities[i, j] = Math.Cos((i - j) * 0.1);
        Assert.Equal(2, VendiScore.OfSimilarities(similarities, 0).Value, 9);
        var orders = new[] { 0, 0.5, 1, 2, 5, double.PositiveInfinity }.Select(q => VendiScore.OfSimilarities(similarities, q).Value).ToArray();
        Assert.All(orders.Zip(orders.Skip(1)), pair => Assert.True(pair.First > pair.Second + 1e-6));
    }

    [Fact]
    public void Copies_of_one_document_are_one_document_even_when_too_short_for_a_trigram()
    {
        Assert.Equal(1, VendiScore.OfTexts(["a", "a", "a"], 1).Value, 9);
        Assert.Equal(1, VendiScore.OfTexts(["hello", "hello"], 1).Value, 9);
    }

    [Fact]
    public void No_documents_have_no_score() => Assert.False(VendiScore.OfTexts([], 1).IsDefined);
}
