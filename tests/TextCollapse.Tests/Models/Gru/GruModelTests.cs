using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Kernels;
using TextCollapse.Randomness;
using TextCollapse.Tests.Models.Training;

namespace TextCollapse.Tests.Models.Gru;

public class GruModelTests
{
    private static readonly Corpus Text = BatchSourceTests.Texts("the quick brown fox", "", "x", "jumps over the lazy dog and sleeps until the morning comes again");

    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 48)]
    [InlineData(3, 17)]
    public void Score_predict_and_continuation_agree(int layers, int hidden)
    {
        var model = Model(layers, hidden);
        var v = model.Alphabet.Size;
        var scores = model.Score(Text.Documents, 2);
        for (var d = 0; d < Text.Documents.Count; d++)
        {
            var symbols = Text.Documents[d].Symbols.Span;
            var predicted = new float[symbols.Length * v];
            model.Predict(symbols, predicted);
            using var continuation = model.Begin(3);
            var logits = new float[3 * v];
            for (var t = 0; t < symbols.Length; t++)
            {
                Assert.Equal(1, predicted.AsSpan(t * v, v).ToArray().Sum(x => Math.Exp(x)), 5);
                Assert.Equal(scores[d][t], -predicted[t * v + symbols[t]], 1e-5);
                continuation.Next(logits);
                var row = logits.AsSpan(v, v).ToArray();
                Assert.Equal(scores[d][t], Math.Log(row.Sum(x => Math.Exp(x))) - row[symbols[t]], 1e-5);
                continuation.Append([-1, symbols[t], 0]);
            }
        }
    }

    [Fact]
    public void A_stream_left_alone_stays_and_a_copied_one_is_the_same()
    {
        var model = Model(2, 20);
        var v = model.Alphabet.Size;
        using var continuation = model.Begin(3);
        float[] before = new float[3 * v], after = new float[3 * v];
        continuation.Next(before);
        continuation.Append([-1, 3, 4]);
        continuation.Copy(2, 0);
        continuation.Next(after);
        Assert.NotEqual(before[v..(2 * v)], after[v..(2 * v)]);
        Assert.Equal(after[(2 * v)..], after[..v]);
        continuation.Append([-1, -1, -1]);
        continuation.Next(before);
        Assert.Equal(after, before);
    }

    [Fact]
    public void Scores_do_not_depend_on_threads_or_neighbours()
    {
        var model = Model(1, 24);
        var documents = Enumerable.Range(0, 50).Select(i => Text.Documents[3] with { Symbols = Text.Documents[3].Symbols[..(1 + i)] }).ToList();
        var one = model.Score(documents, 1);
        Assert.Equal(one, model.Score(documents, 8));
        Assert.Equal(one[10], model.Score([documents[10]], 1)[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_saved_model_loads_to_the_same_predictions_and_saves_to_the_same_bytes(int layers)
    {
        var model = Model(layers, 21);
        var folder = Directory.CreateTempSubdirectory();
        string first = Path.Combine(folder.FullName, "a.safetensors"), second = Path.Combine(folder.FullName, "b.safetensors");
        model.Save(first);
        var loaded = ModelFile.Load(first);
        loaded.Save(second);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.Equal(model.Score(Text.Documents, 1), loaded.Score(Text.Documents, 1));
        Assert.Equal(model.Card, loaded.Card);
        folder.Delete(true);
    }

    [Fact]
    public void Tensors_have_the_names_and_shapes_of_PyTorch()
    {
        var shape = new GruShape(10, new GruOptions { Hidden = 7, Layers = 2, Embedding = 5 });
        Assert.Equal(
            ["embedding.weight 11 5", "weight_ih_l0 21 5", "weight_hh_l0 21 7", "bias_ih_l0 21", "bias_hh_l0 21", "weight_ih_l1 21 7", "weight_hh_l1 21 7", "bias_ih_l1 21", "bias_hh_l1 21", "output.weight 10 7", "output.bias 10"],
            GruWeights.Tensors(shape).Select(tensor => $"{tensor.Name} {string.Join(' ', tensor.Shape)}"));
        Assert.Equal(shape.Parameters, GruWeights.Tensors(shape).Sum(tensor => tensor.Length));
    }

    [Theory]
    [InlineData(0, 1, "model.hidden")]
    [InlineData(128, 4, "model.layers")]
    public void Impossible_sizes_are_refused(int hidden, int layers, string place)
        => Assert.Equal(place, Assert.Throws<InputException>(() => new GruOptions { Hidden = hidden, Layers = layers }.Check()).Problems.Single().Place);

    private static GruModel Model(int layers, int hidden)
    {
        var shape = new GruShape(Text.Alphabet.Size, new GruOptions { Hidden = hidden, Layers = layers, Embedding = 6 });
        var weights = new FloatBuffer(shape.Layout.Length);
        GruWeights.Initialise(shape, weights, new RandomKey(9, "model", 0));
        return new GruModel(Text.Alphabet, shape, weights);
    }
}
