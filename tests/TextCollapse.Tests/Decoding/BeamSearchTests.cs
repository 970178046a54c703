using TextCollapse.Corpora;
using TextCollapse.Models.Decoding;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Decoding;

public class BeamSearchTests
{
    [Fact]
    public void A_beam_as_wide_as_the_alphabet_finds_the_likeliest_text_of_a_bigram_model()
    {
        // V hypotheses hold, for every last character, the best beginning: the search is then exact (Viterbi).
        for (var seed = 0; seed < 40; seed++)
        {
            var model = BigramModel.Random(4, seed);
            var best = Nats(model, Likeliest(model, 6));
            Assert.True(Nats(model, Beam(model, 64, 6)) <= best + 1e-5);
            Assert.True(Nats(model, Beam(model, 2, 6)) >= best - 1e-9);
        }
    }

    [Fact]
    public void A_beam_of_two_sees_past_a_tempting_start_where_greedy_does_not()
    {
        var model = new BigramModel(BigramModel.Letters(4), [[0.25, 0.25, 0.25, 0.25], [0, 0, 0, 1], [0.25, 0.25, 0.25, 0.25], [0, 0, 0, 1], [0.6, 0.4, 0, 0]]);
        Assert.Equal(Symbols("AAAA"), Greedy(model, 4));
        Assert.Equal(Symbols("BDDD"), Beam(model, 2, 4));
    }

    [Fact]
    public void Each_step_of_a_beam_agrees_with_a_plain_search()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var model = BigramModel.Random(6, 100 + seed);
            // Texts of the same pairs in another order are equally likely up to rounding: it is the likelihood that must agree.
            Assert.Equal(Nats(model, Plain(model, 3, 12)), Nats(model, Beam(model, 3, 12)), 1e-5);
        }
    }

    private static ushort[] Plain(BigramModel model, int width, int length)
    {
        var beam = new List<(double Score, ushort[] Text)> { (0, []) };
        for (var t = 0; t < length; t++)
            beam = [.. beam.SelectMany(b => Enumerable.Range(0, model.Alphabet.Size)
                .Select(c => (b.Score + Math.Log(model.Row(b.Text.Length == 0 ? model.Alphabet.Size : b.Text[^1])[c]), (ushort[])[.. b.Text, (ushort)c])))
                .OrderByDescending(b => b.Item1).Take(width)];
        return beam[0].Text;
    }

    private static ushort[] Likeliest(BigramModel model, int length)
    {
        var all = Enumerable.Range(0, (int)Math.Pow(model.Alphabet.Size, length))
            .Select(number => Enumerable.Range(0, length).Select(t => (ushort)(number / (int)Math.Pow(model.Alphabet.Size, t) % model.Alphabet.Size)).ToArray());
        return all.MinBy(text => Nats(model, text))!;
    }

    private static double Nats(BigramModel model, ushort[] text) => model.Score([new Document(text, default)], 1)[0].Sum();

    private static ushort[] Greedy(BigramModel model, int length) => Write(model, new() { Temperature = 0 }, length);

    private static ushort[] Beam(BigramModel model, int width, int length) => Write(model, new() { Beam = width }, length);

    private static ushort[] Write(BigramModel model, DecodingOptions settings, int length)
        => new Decoder(settings).Generate(model, new() { Characters = length, DocumentLength = length, Random = new RandomKey(1, "beam", 0), Provenance = default }).Documents[0].Symbols.ToArray();

    private static ushort[] Symbols(string text) => BigramModel.Letters(26).Encode(text, out _);
}
