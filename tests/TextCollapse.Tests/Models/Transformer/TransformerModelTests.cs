using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Kernels;
using TextCollapse.Models.Transformer;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Models.Transformer;

public class TransformerModelTests
{
    private static readonly TransformerOptions Sizes = new() { Layers = 2, Heads = 2, Width = 20, Context = 9 };
    private static readonly Alphabet Letters = Alphabet.Parse("abcdefg");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(40)]
    public void Scores_predictions_and_generation_agree_to_the_bit(int length)
    {
        var model = Model(Sizes);
        var symbols = Symbols(length);
        var predicted = new float[length * 7];
        model.Predict(symbols, predicted);
        var scores = model.Score([new Document(symbols, Provenance.Real("test"))], 1)[0];
        using var continuation = model.Begin(1);
        var logits = new float[7];
        for (var t = 0; t < length; t++)
        {
            continuation.Next(logits);
            Assert.Equal(Normalised(logits), predicted[(t * 7)..(t * 7 + 7)]);
            Assert.Equal(-predicted[t * 7 + symbols[t]], scores[t], 1e-5);
            continuation.Append([symbols[t]]);
        }
    }

    [Fact]
    public void A_sliding_window_sees_what_a_document_of_just_its_symbols_would_show()
    {
        var reference = Reference(Sizes, out var model);
        var symbols = Symbols(23);
        var predicted = new float[symbols.Length * 7];
        model.Predict(symbols, predicted);
        int[] stream = [7, .. symbols.Select(symbol => (int)symbol)];
        foreach (var (start, length, first) in SlidingWindows.Over(symbols.Length, Sizes.Context))
        {
            var logits = reference.Forward(stream[start..(start + length)], length);
            for (var t = first; t < length; t++)
            {
                var row = logits.AsSpan(t * 7, 7).ToArray();
                var sum = Math.Log(row.Sum(Math.Exp));
                for (var symbol = 0; symbol < 7; symbol++)
                    Assert.Equal(row[symbol] - sum, predicted[(start + t) * 7 + symbol], 1e-5);
            }
        }
    }

    [Theory]
    [InlineData(5, 9)]
    [InlineData(9, 9)]
    [InlineData(10, 9)]
    [InlineData(100, 9)]
    [InlineData(100, 2)]
    [InlineData(100, 3)]
    public void Windows_predict_every_position_once_from_at_least_half_a_context(int length, int context)
    {
        var next = 0;
        foreach (var window in SlidingWindows.Over(length, context))
        {
            Assert.Equal(next, window.Start + window.FirstNew);
            Assert.InRange(window.Length, window.FirstNew + 1, context);
            Assert.True(window.Start == 0 || window.FirstNew == context / 2);
            next = window.Start + window.Length;
        }
        Assert.Equal(length, next);
    }

    [Fact]
    public void Scores_do_not_depend_on_threads_or_on_other_documents()
    {
        var model = Model(Sizes with { Context = 64 });
        var documents = Enumerable.Range(0, 30).Select(i => new Document(Symbols(i * 13 % 200, $"document {i}"), Provenance.Real("test"))).ToArray();
        var expected = documents.Select(document => model.Score([document], 1)[0]).ToArray();
        foreach (var threads in (int[])[1, 2, 8])
            Assert.Equal(expected, model.Score(documents, threads));
    }

    [Fact]
    public void Streams_do_not_depend_on_their_neighbours()
    {
        var model = Model(Sizes);
        using var together = model.Begin(3);
        using var alone = model.Begin(1);
        var (all, one) = (new float[21], new float[7]);
        var symbols = Symbols(60);
        for (var t = 0; t < 20; t++)
        {
            // The streams grow at different speeds, and some symbols wait before the next distribution is asked for.
            together.Append([symbols[t], t % 3 == 0 ? symbols[20 + t] : -1, symbols[40 + t]]);
            alone.Append([symbols[t]]);
            if (t % 4 == 1)
                continue;
            together.Next(all);
            alone.Next(one);
            Assert.Equal(one, all[..7]);
        }
    }

    [Fact]
    public void A_long_prompt_read_at_one_go_gives_what_single_symbols_give()
    {
        var model = Model(Sizes with { Context = 700 });
        using var together = model.Begin(2);
        var symbols = Symbols(600);
        var predicted = new float[symbols.Length * 7];
        model.Predict(symbols, predicted);
        foreach (var symbol in symbols[..^1])
            together.Append([symbol, -1]);
        together.Append([-1, symbols[0]]);
        var logits = new float[14];
        together.Next(logits);
        Assert.Equal(predicted[^7..], Normalised(logits[..7]));
        Assert.Equal(predicted[7..14], Normalised(logits[7..]));
    }

    [Fact]
    public void A_copied_stream_goes_on_like_the_one_it_was_copied_from()
    {
        using var continuation = Model(Sizes).Begin(2);
        var logits = new float[14];
        foreach (var symbol in Symbols(30))
        {
            continuation.Append([symbol, (symbol + 1) % 7]);
            continuation.Next(logits);
            Assert.NotEqual(logits[..7], logits[7..]);
            continuation.Copy(0, 1);
            continuation.Append([2, 2]);
            continuation.Next(logits);
            Assert.Equal(logits[..7], logits[7..]);
        }
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_saved_model_comes_back_with_PyTorchs_names_and_shapes(bool tied, bool bias)
    {
        var model = Model(Sizes with { TieWeights = tied, Bias = bias });
        using var folder = new Folder();
        var path = folder.File("model.safetensors");
        model.Save(path);
        var file = SafeTensors.Read(path);
        Assert.Equal([8, 20], file.Shape("transformer.wte.weight"));
        Assert.Equal([9, 20], file.Shape("transformer.wpe.weight"));
        Assert.Equal([60, 20], file.Shape("transformer.h.1.attn.c_attn.weight"));
        Assert.Equal([20, 80], file.Shape("transformer.h.0.mlp.c_proj.weight"));
        Assert.Equal(!tied, file.Names.Contains("lm_head.weight"));
        Assert.Equal(bias, file.Names.Contains("transformer.ln_f.bias"));

        var read = Assert.IsType<TransformerModel>(ModelFile.Load(path));
        Assert.Equal(model.Settings, read.Settings);
        Assert.Equal(model.Card, read.Card);
        var document = new Document(Symbols(30), Provenance.Real("test"));
        Assert.Equal(model.Score([document], 1), read.Score([document], 1));
        var again = folder.File("again.safetensors");
        read.Save(again);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
    }

    [Fact]
    public void A_damaged_file_is_refused_by_name()
    {
        using var folder = new Folder();
        var path = folder.File("model.safetensors");
        Model(Sizes).Save(path);
        var bytes = File.ReadAllBytes(path);
        var flipped = (byte[])bytes.Clone();
        flipped[^1000] ^= 0x40;
        foreach (var damaged in (byte[][])[bytes[..^100], flipped, [], bytes[..50]])
        {
            File.WriteAllBytes(path, damaged);
            Assert.Contains(path, Assert.Throws<InputException>(() => ModelFile.Load(path)).Message);
        }
    }

    [Fact]
    public void A_file_whose_sizes_do_not_fit_its_tensors_is_refused()
    {
        using var folder = new Folder();
        var path = folder.File("model.safetensors");
        Model(Sizes).Save(path);
        var file = SafeTensors.Read(path);
        file.Metadata["width"] = "24";
        file.Write(path);
        Assert.Contains("expected [8, 24]", Assert.Throws<InputException>(() => ModelFile.Load(path)).Message);
        file.Metadata["heads"] = "7";
        file.Write(path);
        Assert.Contains("7 heads do not divide the width 24", Assert.Throws<InputException>(() => ModelFile.Load(path)).Message);
    }

    [Fact]
    public void A_document_of_another_alphabet_is_refused() =>
        Assert.Contains("another alphabet", Assert.Throws<InputException>(() => Model(Sizes).Score([new Document((ushort[])[1, 7, 2], Provenance.Real("test"))], 1)).Message);

    [Theory]
    [InlineData(0, 4, 128, 64, "model.layers")]
    [InlineData(4, 0, 128, 64, "model.heads")]
    [InlineData(4, 5, 128, 64, "5 heads do not divide the width 128; choose a divisor, such as 4")]
    [InlineData(4, 4, 0, 64, "model.width")]
    [InlineData(4, 4, 128, 1, "model.context")]
    public void Impossible_sizes_are_refused(int layers, int heads, int width, int context, string message)
    {
        var sizes = new TransformerOptions { Layers = layers, Heads = heads, Width = width, Context = context };
        Assert.Contains(message, Assert.Throws<InputException>(sizes.Validate).Message);
    }

    internal static TransformerModel Model(TransformerOptions sizes)
    {
        Reference(sizes, out var model);
        return model;
    }

    private static TransformerReference Reference(TransformerOptions sizes, out TransformerModel model)
    {
        var layout = new TransformerLayout(sizes, Letters.Size);
        var weights = new FloatBuffer(layout.Flat.Length);
        var random = new RandomKey(5, "weights", 0).Stream("weights");
        foreach (var parameter in layout.Parameters)
            foreach (ref var value in weights.Slice(parameter.Offset, parameter.Length))
                value = (float)(0.4 * random.NextNormal());
        model = new TransformerModel(Letters, layout, weights);
        return new TransformerReference(layout, Array.ConvertAll(weights.Span.ToArray(), value => (double)value));
    }

    private static float[] Normalised(float[] logits)
    {
        var buffer = new FloatBuffer(logits.Length);
        logits.CopyTo(buffer.Span);
        float sum;
        unsafe
        {
            sum = LogSoftmax.LogSum(buffer.Pointer, logits.Length);
        }
        return Array.ConvertAll(logits, logit => logit - sum);
    }

    private static ushort[] Symbols(int length, string name = "symbols")
    {
        var random = new RandomKey(6, name, 0).Stream("symbols");
        var symbols = new ushort[length];
        foreach (ref var symbol in symbols.AsSpan())
            symbol = (ushort)random.NextInt(Letters.Size);
        return symbols;
    }
}
