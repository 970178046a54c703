using System.Globalization;
using System.Text.RegularExpressions;
using TextCollapse.Corpora;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Transformer;

namespace TextCollapse.Models;

/// <summary>
/// Weights that another program wrote as <c>.safetensors</c>, under PyTorch's names and in its shapes but without this project's metadata:
/// a GRU
/// (<c>embedding.weight</c>, <c>weight_ih_l0</c> …, <c>output.weight</c>) or nanoGPT (<c>transformer.wte.weight</c> …). The sizes are read
/// from the
/// shapes; the alphabet, and the heads of a transformer, are in no shape and must be told.
/// </summary>
public static partial class PyTorchImport
{
    /// <summary>Reads such a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="alphabet">What the symbols stand for, in order of their code points.</param>
    /// <param name="heads">The attention heads of a transformer.</param>
    /// <exception cref="InputException">It is neither model, or a tensor is missing, of another shape or not finite.</exception>
    public static ILanguageModel Read(string path, Alphabet alphabet, int heads = 4)
    {
        var file = SafeTensors.Read(path);
        var names = Names(file);
        if (names.ContainsKey("weight_hh_l0"))
            return Gru(file, names, alphabet);
        if (names.ContainsKey("transformer.wte.weight"))
            return Transformer(file, names, alphabet, heads);
        throw new InputException(path,
            $"holds neither a GRU ('weight_hh_l0') nor a transformer with nanoGPT's names ('transformer.wte.weight'); it has: "
            + $"{string.Join(", ", file.Names.Take(20))}.");
    }

    /// <summary>The file's tensors by the names that are looked for.</summary>
    private static Dictionary<string, string> Names(SafeTensors file)
    {
        // What torch.compile, DataParallel and a module called gru or rnn put before the names.
        var same = file.Names.ToLookup(name => Wrapping().Replace(name, ""), StringComparer.Ordinal);
        Problem[] twice = [.. same.Where(names => names.Count() > 1).Select(names => new Problem(file.Path,
            $"holds {string.Join(" and ", names.Select(name => $"'{name}'"))}, which are the same tensor without what wraps the model; "
            + "keep one."))];
        if (twice.Length > 0)
            throw new InputException(twice);
        var known = same.ToDictionary(names => names.Key, names => names.Single(), StringComparer.Ordinal);
        // safetensors' save_model stores one of several tied tensors and notes the others in the metadata.
        foreach (var (missing, kept) in file.Metadata)
            if (known.TryGetValue(Wrapping().Replace(kept, ""), out var stored))
                known.TryAdd(Wrapping().Replace(missing, ""), stored);
        return known;
    }

    private const string Head = "lm_head.weight";

    private static GruModel Gru(SafeTensors file, Dictionary<string, string> names, Alphabet alphabet)
    {
        var settings = new GruOptions
        {
            Hidden = (int)(Shape(file, names, "weight_hh_l0", 2)[1]),
            Embedding = (int)Shape(file, names, "embedding.weight", 2)[1],
            Layers = Enumerable.Range(0, 64).TakeWhile(layer => names.ContainsKey($"weight_hh_l{layer}")).Count(),
        };
        settings.Check();
        var ours = new SafeTensors(GruModel.Kind);
        ours.Metadata["hidden"] = Text(settings.Hidden);
        ours.Metadata["layers"] = Text(settings.Layers);
        ours.Metadata["embedding"] = Text(settings.Embedding);
        var wanted = GruWeights.Tensors(new GruShape(alphabet.Size, settings)).Select(tensor => (tensor.Name, tensor.Shape));
        return GruModel.Read(Fill(ours, file, names, alphabet, "embedding.weight", wanted, []));
    }

    private static TransformerModel Transformer(SafeTensors file, Dictionary<string, string> names, Alphabet alphabet, int heads)
    {
        const string Embedding = "transformer.wte.weight";
        var settings = new TransformerOptions
        {
            Layers = Enumerable.Range(0, 64).TakeWhile(layer => names.ContainsKey($"transformer.h.{layer}.attn.c_attn.weight")).Count(),
            Heads = heads,
            Width = (int)Shape(file, names, Embedding, 2)[1],
            Context = (int)Shape(file, names, "transformer.wpe.weight", 2)[0],
            // nanoGPT ties, and PyTorch may or may not store a tied matrix twice.
            TieWeights = !names.TryGetValue(Head, out var head) || Same(file, head, names[Embedding]),
            Bias = names.ContainsKey("transformer.ln_f.bias"),
        };
        if (settings.TieWeights && Shape(file, names, names.ContainsKey(Head) ? Head : Embedding, 2)[0] == alphabet.Size + 1)
            throw new InputException(file.Path,
                $"predicts {alphabet.Size + 1} characters, one more than the alphabet of {alphabet.Size} has: its output is tied to an "
                + $"embedding of so many rows. Give the text that it was trained on, or store '{Head}' with {alphabet.Size} rows.");
        var ours = new SafeTensors(TransformerFile.Kind);
        TransformerFile.Describe(settings, ours);
        var wanted = new TransformerLayout(settings, alphabet.Size).Parameters.Select(parameter =>
            (parameter.Name, Array.ConvertAll(parameter.Shape, size => (long)size)));
        return TransformerFile.Read(Fill(ours, file, names, alphabet, Embedding, wanted, settings.TieWeights ? [Head] : []));
    }

    private static SafeTensors Fill(SafeTensors ours, SafeTensors file, Dictionary<string, string> names, Alphabet alphabet,
        string embedding, IEnumerable<(string Name, long[] Shape)> wanted, HashSet<string> read)
    {
        ours.Metadata["alphabet"] = alphabet.ToString();
        var problems = new List<Problem>();
        foreach (var (name, shape) in wanted)
        {
            read.Add(name);
            if (!names.TryGetValue(name, out var theirs))
                problems.Add(new Problem(file.Path, $"has no tensor '{name}' [{string.Join(", ", shape)}]."));
            else if (name == embedding && file.Shape(theirs) is [var rows, var width] && rows == alphabet.Size && width == shape[1])
                ours.Add<float>(name, WithBoundary(file.Read<float>(theirs), (int)width, alphabet), shape);
            else if (!file.Shape(theirs).SequenceEqual(shape))
                problems.Add(
                    new Problem(file.Path,
                    $"tensor '{theirs}' has the shape [{string.Join(", ", file.Shape(theirs))}]; with an alphabet of {alphabet.Size} "
                    + $"characters it is [{string.Join(", ", shape)}]."));
            else
                ours.Add<float>(name, file.Read<float>(theirs), shape);
        }
        problems.AddRange(names.Where(name => !read.Contains(name.Key) && !Buffer().IsMatch(name.Key)).Select(name =>
            new Problem(file.Path, $"tensor '{name.Value}' has no place in a model of this kind; without it the model would be another "
                + "one.")));
        return problems.Count == 0 ? ours.At(file.Path) : throw new InputException(problems);
    }

    /// <summary>
    /// One row more, for the boundary that begins a document: that of the line end where there is one, else the mean of all.
    /// </summary>
    private static float[] WithBoundary(float[] rows, int width, Alphabet alphabet)
    {
        var all = new float[rows.Length + width];
        rows.CopyTo(all, 0);
        var end = alphabet.Encode("\n", out _);
        for (var i = 0; i < width; i++)
            all[rows.Length + i] = end.Length > 0 ? rows[end[0] * width + i]
                : Enumerable.Range(0, alphabet.Size).Average(row => rows[row * width + i]);
        return all;
    }

    private static bool Same(SafeTensors file, string head, string embedding)
    {
        ReadOnlySpan<float> all = file.Read<float>(embedding), own = file.Read<float>(head);
        return own.Length <= all.Length && all[..own.Length].SequenceEqual(own);
    }

    private static IReadOnlyList<long> Shape(SafeTensors file, Dictionary<string, string> names, string name, int dimensions)
    {
        if (!names.TryGetValue(name, out var theirs))
            throw new InputException(file.Path, $"has no tensor '{name}'.");
        var shape = file.Shape(theirs);
        return shape.Count == dimensions && shape.All(size => size is >= 1 and <= 1 << 20) ? shape
            : throw new InputException(file.Path,
                $"tensor '{theirs}' has the shape [{string.Join(", ", shape)}]; {dimensions} dimensions are expected.");
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(_orig_mod\.|module\.)*((gru|rnn)\.(?=(weight|bias)_))?")]
    private static partial Regex Wrapping();

    // The causal mask, which PyTorch modules store beside their weights.
    [GeneratedRegex(@"\.attn\.(masked_)?bias$")]
    private static partial Regex Buffer();
}
