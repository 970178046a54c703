using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Models.Transformer;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Studies;

/// <summary>What a study says of a transformer is what is trained.</summary>
public sealed class TransformerOptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textcollapse").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void Biases_and_an_output_layer_of_its_own_are_there_if_asked_for(bool bias, bool tied)
    {
        var options = new ArmOptions
        {
            Model = new TransformerOptions { Width = 8, Heads = 2, Bias = bias, TieWeights = tied },
            Engine = new() { Engine = "managed" },
            Training = new() { Steps = 1, Batch = 2, Sequence = 4 },
        };
        var alphabet = Alphabet.Of(["abcd"]);
        var corpus = new Corpus(alphabet, [new Document(alphabet.Encode("abcdabcddcba", out _), Provenance.Real("test"))]);
        var model = new Engines().Trainer(options).Train(new() { Corpus = corpus, Validation = new Corpus(alphabet, []), Random = new RandomKey(1, "test", 0) }).Model;

        var path = Path.Combine(_folder, "model.safetensors");
        model.Save(path);
        var names = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path));
        Assert.Equal(bias, names.Contains("ln_f.bias", StringComparison.Ordinal));
        Assert.Equal(bias, names.Contains("c_attn.bias", StringComparison.Ordinal));
        Assert.Equal(!tied, names.Contains("lm_head.weight", StringComparison.Ordinal));
    }
}
