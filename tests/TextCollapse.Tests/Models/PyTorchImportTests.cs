using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Transformer;
using TextCollapse.Tests.Models.Transformer;

namespace TextCollapse.Tests.Models;

/// <summary>Files as Python's <c>safetensors.torch.save_file(model.state_dict(), path)</c> writes them: the public format, nothing of ours in it.</summary>
public class PyTorchImportTests
{
    private static readonly Alphabet Letters = Alphabet.Parse("\nabcdef");

    [Fact]
    public void A_GRU_of_Python_gives_what_PyTorchs_equations_give()
    {
        using var folder = new Folder();
        const int Hidden = 3, Embedding = 2;
        var tensors = Tensors([("embedding.weight", [8, Embedding]), ("gru.weight_ih_l0", [9, Embedding]), ("gru.weight_hh_l0", [9, Hidden]),
            ("gru.bias_ih_l0", [9]), ("gru.bias_hh_l0", [9]), ("output.weight", [7, Hidden]), ("output.bias", [7])]);
        var model = PyTorchImport.Read(Write(folder.File("gru.safetensors"), tensors), Letters);
        Assert.Equal("gru", model.Card.Kind);

        ushort[] text = [1, 4, 2, 2, 0, 6];
        var predicted = new float[text.Length * 7];
        model.Predict(text, predicted);
        var h = new double[Hidden];
        for (var t = 0; t < text.Length; t++)
        {
            var symbol = t == 0 ? 7 : text[t - 1];
            var x = tensors["embedding.weight"].Values.Skip(symbol * Embedding).Take(Embedding).Select(value => (double)value).ToArray();
            var (i, g) = (Linear(tensors, "gru.weight_ih_l0", "gru.bias_ih_l0", x), Linear(tensors, "gru.weight_hh_l0", "gru.bias_hh_l0", h));
            for (var unit = 0; unit < Hidden; unit++)
            {
                var (r, z) = (Sigmoid(i[unit] + g[unit]), Sigmoid(i[Hidden + unit] + g[Hidden + unit]));
                h[unit] = (1 - z) * Math.Tanh(i[2 * Hidden + unit] + r * g[2 * Hidden + unit]) + z * h[unit];
            }
            var logits = Linear(tensors, "output.weight", "output.bias", h);
            var sum = Math.Log(logits.Sum(Math.Exp));
            for (var next = 0; next < 7; next++)
                Assert.Equal(logits[next] - sum, predicted[t * 7 + next], 1e-5);
        }
    }

    [Theory]
    [InlineData(7, false, true)] // as nanoGPT: no row for the boundary, the tied output stored a second time
    [InlineData(7, true, false)] // tied and stored once
    [InlineData(8, true, true)] // a row for the boundary, which the output does not have
    public void NanoGPTs_weights_become_a_model_that_is_saved_with_its_digest(int rows, bool bias, bool storeHead)
    {
        using var folder = new Folder();
        var names = new List<(string, long[])> { ("_orig_mod.transformer.wte.weight", [rows, 6]), ("_orig_mod.transformer.wpe.weight", [5, 6]) };
        foreach (var layer in (int[])[0, 1])
            names.AddRange([($"_orig_mod.transformer.h.{layer}.ln_1.weight", [6]), ($"_orig_mod.transformer.h.{layer}.attn.c_attn.weight", [18, 6]), ($"_orig_mod.transformer.h.{layer}.attn.c_proj.weight", [6, 6]),
                ($"_orig_mod.transformer.h.{layer}.ln_2.weight", [6]), ($"_orig_mod.transformer.h.{layer}.mlp.c_fc.weight", [24, 6]), ($"_orig_mod.transformer.h.{layer}.mlp.c_proj.weight", [6, 24])]);
        names.Add(("_orig_mod.transformer.ln_f.weight", [6]));
        if (bias)
            names.AddRange([.. names.Skip(2).Select(entry => (entry.Item1.Replace(".weight", ".bias", StringComparison.Ordinal), new[] { entry.Item2[0] }))]);
        var tensors = Tensors(names);
        if (storeHead)
            tensors["_orig_mod.lm_head.weight"] = ([7, 6], tensors["_orig_mod.transformer.wte.weight"].Values[..42]);
        var model = Assert.IsType<TransformerModel>(PyTorchImport.Read(Write(folder.File("gpt.safetensors"), tensors), Letters, heads: 2));
        Assert.Equal(new TransformerOptions { Layers = 2, Heads = 2, Width = 6, Context = 5, TieWeights = true, Bias = bias }, model.Settings);

        model.Save(folder.File("ours.safetensors"));
        var document = new Document((ushort[])[1, 4, 2, 2, 0, 6, 3], Provenance.Real("test"));
        Assert.Equal(model.Score([document], 1), ModelFile.Load(folder.File("ours.safetensors")).Score([document], 1));
        if (rows == 8)
            return;
        // The boundary reads as the line end does: predictions after it are those after a line end at the first position.
        var (afterBoundary, weights) = (SafeTensors.Read(folder.File("ours.safetensors")).Read<float>("transformer.wte.weight"), tensors["_orig_mod.transformer.wte.weight"].Values);
        Assert.Equal(weights.Take(6), afterBoundary.Skip(7 * 6));
    }

    [Fact]
    public void What_does_not_fit_is_said_all_at_once()
    {
        using var folder = new Folder();
        var tensors = Tensors([("embedding.weight", [8, 2]), ("weight_ih_l0", [9, 2]), ("weight_hh_l0", [9, 3]), ("bias_ih_l0", [9]), ("output.weight", [5, 3]), ("output.bias", [7])]);
        var path = Write(folder.File("gru.safetensors"), tensors);
        var refusal = Assert.Throws<InputException>(() => PyTorchImport.Read(path, Letters));
        Assert.Equal(2, refusal.Problems.Count);
        Assert.Contains("has no tensor 'bias_hh_l0' [9]", refusal.Message);
        Assert.Contains("'output.weight' has the shape [5, 3]; with an alphabet of 7 characters it is [7, 3]", refusal.Message);
        Assert.Contains("textcollapse import", Assert.Throws<InputException>(() => ModelFile.Load(path)).Message);
        Assert.Contains("holds neither", Assert.Throws<InputException>(() => PyTorchImport.Read(Write(folder.File("other.safetensors"), Tensors([("x", [2])])), Letters)).Message);
    }

    private static Dictionary<string, (long[] Shape, float[] Values)> Gru(int layers = 1) => Tensors([("embedding.weight", [8, 2]),
        .. Enumerable.Range(0, layers).SelectMany(layer => new (string, long[])[] { ($"weight_ih_l{layer}", [9, layer == 0 ? 2 : 3]), ($"weight_hh_l{layer}", [9, 3]), ($"bias_ih_l{layer}", [9]), ($"bias_hh_l{layer}", [9]) }),
        ("output.weight", [7, 3]), ("output.bias", [7])]);

    private static Dictionary<string, (long[] Shape, float[] Values)> NanoGpt(int rows = 7, int layers = 1, int firstLayer = 0) => Tensors([("transformer.wte.weight", [rows, 6]), ("transformer.wpe.weight", [5, 6]),
        .. Enumerable.Range(0, layers).Select(layer => $"transformer.h.{(layer == 0 ? 0 : layer + firstLayer)}").SelectMany(layer => new (string, long[])[] { ($"{layer}.ln_1.weight", [6]), ($"{layer}.attn.c_attn.weight", [18, 6]), ($"{layer}.attn.c_proj.weight", [6, 6]),
            ($"{layer}.ln_2.weight", [6]), ($"{layer}.mlp.c_fc.weight", [24, 6]), ($"{layer}.mlp.c_proj.weight", [6, 24]) }), ("transformer.ln_f.weight", [6])]);

    private static string Refused(Dictionary<string, (long[] Shape, float[] Values)> tensors, Dictionary<string, string>? metadata = null)
    {
        using var folder = new Folder();
        return Assert.Throws<InputException>(() => PyTorchImport.Read(Write(folder.File("w.safetensors"), tensors, metadata), Letters, heads: 2)).Message;
    }

    [Theory]
    [InlineData("weight_ih_l0_reverse")]
    [InlineData("norm.weight")]
    [InlineData("lm_head.weight")]
    public void A_tensor_that_a_GRU_has_no_place_for_is_refused(string name)
    {
        var tensors = Gru();
        tensors[name] = ([2], [1, 2]);
        Assert.Contains($"tensor '{name}' has no place", Refused(tensors));
    }

    [Theory]
    [InlineData("transformer.h.0.ln_3.weight")]
    [InlineData("transformer.h.0.attn.rotary.bias_table")]
    public void A_tensor_that_nanoGPT_has_no_place_for_is_refused(string name)
    {
        var tensors = NanoGpt();
        tensors[name] = ([2], [1, 2]);
        Assert.Contains($"tensor '{name}' has no place", Refused(tensors));
    }

    [Fact]
    public void Causal_masks_are_no_weights()
    {
        using var folder = new Folder();
        var tensors = NanoGpt();
        tensors["transformer.h.0.attn.bias"] = ([1, 1, 5, 5], new float[25]);
        tensors["transformer.h.0.attn.masked_bias"] = ([1], [-1e4f]);
        Assert.Equal("transformer", PyTorchImport.Read(Write(folder.File("w.safetensors"), tensors), Letters, heads: 2).Card.Kind);
    }

    [Fact]
    public void A_missing_layer_is_refused_and_so_is_one_layer_too_many()
    {
        Assert.Contains("transformer.h.2.", Refused(NanoGpt(layers: 2, firstLayer: 1)));
        Assert.Contains("model.layers", Refused(Gru(layers: 4)));
    }

    [Fact]
    public void A_tensor_that_is_there_with_and_without_the_wrapping_is_refused()
    {
        var tensors = Gru();
        tensors["_orig_mod.output.bias"] = tensors["output.bias"];
        Assert.Contains("holds '_orig_mod.output.bias' and 'output.bias'", Refused(tensors));
    }

    [Fact]
    public void A_tied_model_that_predicts_a_character_more_than_the_alphabet_has_is_refused()
    {
        Assert.Contains("predicts 8 characters", Refused(NanoGpt(rows: 8)));
        var stored = NanoGpt(rows: 8);
        stored["lm_head.weight"] = stored["transformer.wte.weight"];
        Assert.Contains("predicts 8 characters", Refused(stored));
    }

    [Fact]
    public void A_tied_model_as_save_model_leaves_it_is_read()
    {
        using var folder = new Folder();
        var tensors = NanoGpt();
        var whole = PyTorchImport.Read(Write(folder.File("whole.safetensors"), tensors), Letters, heads: 2);
        tensors["lm_head.weight"] = tensors["transformer.wte.weight"];
        tensors.Remove("transformer.wte.weight");
        var kept = PyTorchImport.Read(Write(folder.File("kept.safetensors"), tensors, new() { ["transformer.wte.weight"] = "lm_head.weight" }), Letters, heads: 2);
        var document = new Document((ushort[])[1, 4, 2, 2, 0], Provenance.Real("test"));
        Assert.Equal(whole.Score([document], 1), kept.Score([document], 1));
    }

    [Theory]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[2,6]}}", 6, "tensor 'b' overlaps")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}", 4, "tensor 'b' overlaps")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}", 6, "2 bytes at its end")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[2,6]}}", 6, "2 bytes before tensor 'a'")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}", 4, "names 'a' twice")]
    [InlineData("{\"__metadata__\":{\"x\":\"1\",\"x\":\"2\"}}", 0, "names '__metadata__.x' twice")]
    public void A_header_whose_tensors_do_not_fill_the_data_once_is_refused(string header, int bytes, string said)
    {
        using var folder = new Folder();
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        File.WriteAllBytes(folder.File("x.safetensors"), [.. length, .. System.Text.Encoding.UTF8.GetBytes(header), .. new byte[bytes]]);
        Assert.Contains(said, Assert.Throws<InputException>(() => SafeTensors.Read(folder.File("x.safetensors"))).Message);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double[] Linear(Dictionary<string, (long[] Shape, float[] Values)> tensors, string weight, string bias, double[] x) =>
        [.. tensors[bias].Values.Select((b, row) => b + x.Select((value, column) => value * tensors[weight].Values[row * x.Length + column]).Sum())];

    private static Dictionary<string, (long[] Shape, float[] Values)> Tensors(IEnumerable<(string Name, long[] Shape)> shapes)
    {
        var random = new Random(5);
        return shapes.ToDictionary(entry => entry.Name, entry => (entry.Shape, Enumerable.Range(0, (int)entry.Shape.Aggregate(1L, (a, b) => a * b)).Select(_ => random.NextSingle() - 0.5f).ToArray()));
    }

    // https://github.com/huggingface/safetensors#format: the header's length, the header in JSON, the numbers. In the order given, not sorted, as Python does.
    private static string Write(string path, Dictionary<string, (long[] Shape, float[] Values)> tensors, Dictionary<string, string>? metadata = null)
    {
        long offset = 0;
        var header = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["__metadata__"] = new Dictionary<string, string>(metadata ?? []) { ["format"] = "pt" } }
            .Concat(tensors.Select(entry => KeyValuePair.Create<string, object>(entry.Key, new { dtype = "F32", shape = entry.Value.Shape, data_offsets = new[] { offset, offset += 4 * entry.Value.Values.Length } })))
            .ToDictionary(entry => entry.Key, entry => entry.Value));
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        File.WriteAllBytes(path, [.. length, .. header, .. tensors.SelectMany(entry => MemoryMarshal.AsBytes(entry.Value.Values.AsSpan()).ToArray())]);
        return path;
    }
}
