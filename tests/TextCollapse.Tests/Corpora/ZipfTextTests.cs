using TextCollapse.Corpora;

namespace TextCollapse.Tests.Corpora;

public class ZipfTextTests
{
    [Fact]
    public void The_probabilities_are_those_of_the_law()
    {
        var law = (ZipfText)TextSource.Parse("zipf:3,1");
        Assert.Equal("abc", law.Alphabet.ToString());
        Assert.Equal([6 / 11.0, 3 / 11.0, 2 / 11.0], law.Probabilities, (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(-law.Probabilities.Sum(p => p * Math.Log(p)), law.EntropyPerCharacter, 1e-14);
        Assert.Equal(Math.Log(50), new ZipfText(50, 0).EntropyPerCharacter, 1e-12);
    }

    [Fact]
    public void Characters_are_drawn_with_their_probabilities()
    {
        var law = new ZipfText(30, 1.1);
        var text = RealText.Prepare(law, new() { Train = 200_000, HeldOut = 1, Seed = 3 }).Training;
        var counts = new double[30];
        foreach (var document in text.Documents)
            foreach (var symbol in document.Symbols.Span)
                counts[symbol]++;
        var chiSquare = counts.Select((count, symbol) => Math.Pow(count - 200_000 * law.Probabilities[symbol], 2) / (200_000 * law.Probabilities[symbol])).Sum();
        // 29 degrees of freedom: the 0.001 and 0.999 quantiles.
        Assert.InRange(chiSquare, 9.8, 58.3);
    }

    [Fact]
    public void Parts_have_exactly_the_characters_asked_for_and_come_from_separate_streams()
    {
        var real = RealText.Prepare(new ZipfText(500, 1), new() { Train = 4500, HeldOut = 2000, Validation = 100, Reserve = 3000 });
        Assert.Equal((4500, 2000, 100, 3000), (real.Training.Characters, real.HeldOut.Characters, real.Validation.Characters, real.Reserve.Characters));
        Assert.Equal((0, 500), (real.HeldOutOutside, real.Alphabet.Size));
        var heads = new[] { real.Training, real.HeldOut, real.Reserve }.Select(corpus => corpus.Alphabet.Decode(corpus.Documents[0].Symbols.Span)).ToArray();
        Assert.Equal(3, heads.Distinct().Count());
        Assert.Equal(2000, real.Training.Documents[0].Length);
    }

    [Fact]
    public void There_is_a_printable_letter_for_each_of_the_most_types()
    {
        var law = new ZipfText(ZipfText.MostTypes, 1);
        Assert.Equal(ZipfText.MostTypes, law.Alphabet.Size);
        Assert.Equal(1, law.Probabilities.Sum(), 1e-9);
    }

    [Theory]
    [InlineData("zipf:", "form of this source is zipf:TYPES,EXPONENT")]
    [InlineData("zipf:10", "form of this source is zipf:TYPES,EXPONENT")]
    [InlineData("zipf:ten,1", "form of this source is zipf:TYPES,EXPONENT")]
    [InlineData("zipf:0,1", "1 to 20000")]
    [InlineData("zipf:30000,1", "1 to 20000")]
    [InlineData("zipf:10,-1", "exponent is between 0")]
    [InlineData("zipf:10,NaN", "exponent is between 0")]
    public void Words_that_are_no_law_are_refused(string name, string message)
        => Assert.Contains(message, Assert.Throws<InputException>(() => TextSource.Parse(name)).Message);
}
