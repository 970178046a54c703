using System.Runtime.CompilerServices;
using System.Text;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Storage;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;
using TextCollapse.Reporting;
using Xunit.Abstractions;

namespace TextCollapse.Tests.Fuzzing;

/// <summary>Damaged files of every kind, as <see cref="Trials"/> tries them.</summary>
public sealed class FuzzTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fuzz").FullName;

    private string File => Path.Combine(_folder, "file");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Study_files() => Fuzz(
        [.. Presets.Names.Select(name => Encoding.UTF8.GetBytes(Presets.Find(name)!))],
        [.. StudyKeys.All.Select(key => key.Name), .. StudyKeys.All.SelectMany(key => key.Choices), "grid: {", "arms:", "- {", "seeds: 1-5", "&a", "*a", "<<: ", "!!binary ", "---\n"],
        bytes => StudyReader.Read(Encoding.UTF8.GetString(bytes), "study"));

    [Fact]
    public void Lists_of_mitigations() => Fuzz(
        [.. MitigationKinds.All.Select(kind => Encoding.UTF8.GetBytes(string.Join(" + ", kind.Name, "character-noise(rate=0.1)")))],
        [.. MitigationKinds.All.Select(kind => kind.Name), "(", ")", "=", " + "],
        bytes => _ = OptionBinder.Parse(StudyKeys.Mitigations, Encoding.UTF8.GetString(bytes), "", []));

    [Fact]
    public void Plans() => FuzzFile([Encoding.UTF8.GetBytes(StudyPlan.Of(StudyReader.Read(Presets.Find("strategies")!, "study")).ToJson())], ["\"cells\"", "\"seeds\"", "\"settings\""], () => StudyPlan.Read(File));

    [Fact]
    public void Generations() => FuzzFile(
        [Encoding.UTF8.GetBytes("""{"format":"textcollapse-generation/1","generation":1,"model":"5-gram","real_share_requested":0,"real_share_realised":0,"training_chars":10,"characters_read":10,"steps":0,"interventions":[{"kind":"Warn","by":"a","reason":"b"}],"metrics":{"bpc_real":2.1,"x":null,"y":"inf"},"undefined":{"x":"why"}}""")],
        ["\"metrics\"", "\"undefined\"", "\"interventions\""], () => GenerationFile.Read(File));

    [Fact]
    public void Model_files() => FuzzFile([Model()], ["F32", "I64", "data_offsets", "__metadata__", "shape"], () =>
    {
        SafeTensors.Read(File);
        ModelFile.Load(File);
    });

    /// <summary>With a hash that fits, so that what a forger would write is reached.</summary>
    [Fact]
    public void Model_files_with_forged_facts()
    {
        using var trials = new Trials(output, nameof(Model_files_with_forged_facts));
        var random = Trials.Random();
        string[] values = ["-1", "0", "1", "7", "2147483647", "99999999999999", "x", "", "\0", "kneser-ney", "ngram", "gru", "transformer", "a\u0301"];
        System.IO.File.WriteAllBytes(Path.Combine(_folder, "model"), Model());
        for (var i = 0; i < Trials.Cases; i++)
        {
            var forged = SafeTensors.Read(Path.Combine(_folder, "model"));
            foreach (var key in forged.Metadata.Keys.Where(_ => random.Next(4) == 0).ToArray())
                if (key != "sha256")
                    forged.Metadata[key] = values[random.Next(values.Length)];
            forged.Write(File);
            trials.Try(() => ModelFile.Load(File), () => string.Join(" ", forged.Metadata.Select(pair => $"{pair.Key}={pair.Value}")));
        }
    }

    [Fact]
    public void Arpa_files() => FuzzFile(
        ["\\data\\\nngram 1=4\nngram 2=2\n\n\\1-grams:\n-1\t<s>\t-0.3\n-0.5\ta\t-0.2\n-0.7\tb\n-1\t</s>\n\n\\2-grams:\n-0.1\t<s> a\n-0.4\ta b\n\n\\end\\\n"u8.ToArray()],
        ["\\data\\", "ngram 1=", "\\2-grams:", "\\end\\", "<s>", "<unk>", "-99"], () => ArpaModel.Read(File));

    [Fact]
    public void Tables() => FuzzFile(
        ["arm,seed,generation,bpc_real,distinct_4\nreplace,1,0,2.25,0.5\nreplace,1,1,inf,\n\"fixed-real, \"\"0.5\"\"\",2,0,-inf,1e-3\n"u8.ToArray()],
        ["arm", "seed", "generation", ",", "\"", "\"\"", "\r\n", "inf", "'="], () => GenerationRowsCsv.Read(File));

    [Fact]
    public void Corpora() => FuzzFile(
        [Encoding.UTF8.GetBytes(string.Join("\n\n", Enumerable.Range(0, 60).Select(i => $"Paragraph {i} says something of its own, as the number {i * 7919 % 1000} does; naïve café 日本語.")))],
        ["\f", "\r\n", "\u2028", "\uFFFE", "\uD7FF"], () =>
            RealText.Prepare(new FileText(File), new RealTextSettings { Train = 500, HeldOut = 100, Validation = 100, DocumentLength = 50, Seed = 1 }));

    [Fact]
    public void Grammars() => Fuzz(
        [Encoding.UTF8.GetBytes("# A grammar\n<story> = 4 <opening> <event> . | <event> !\n<opening> = once , | 2 one day\n<event> = the <animal> sleeps\n  | the <animal> and the <animal> run\n<animal> ~ 1.1 cat dog bird\nsentences <story>\n")],
        ["<", ">", "=", "~", "|", "sentences", "<story>", "<animal>", "-3", "0"],
        bytes => Grammar.Parse(Encoding.UTF8.GetString(bytes), "grammar"));

    [Fact]
    public void Seeds_and_sources() => Fuzz(["1-5,7"u8.ToArray(), "zipf:30,1.0"u8.ToArray(), "grammar:stories"u8.ToArray()], ["-", ",", "zipf:", "file:", "grammar:", "1e9"], bytes =>
    {
        var text = Encoding.UTF8.GetString(bytes);
        try
        {
            SeedList.Parse(text);
        }
        catch (InputException)
        {
        }
        TextSource.Parse(text);
    });

    private static byte[] Model()
    {
        var folder = Directory.CreateTempSubdirectory("model").FullName;
        try
        {
            var real = RealText.Prepare(new ZipfText(6, 1), new RealTextSettings { Train = 300, HeldOut = 50, DocumentLength = 50, Seed = 1 });
            var path = Path.Combine(folder, "model.safetensors");
            new NgramTrainer(new NgramOptions { Order = 3 }).Train(new TrainingTask { Corpus = real.Training, Validation = real.Validation, Random = new RandomKey(1, "fuzz", 0) }).Model.Save(path);
            return System.IO.File.ReadAllBytes(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void FuzzFile(byte[][] good, string[] words, Action read, [CallerMemberName] string kind = "") => Fuzz(good, words, bytes =>
    {
        System.IO.File.WriteAllBytes(File, bytes);
        read();
    }, kind);

    private void Fuzz(byte[][] good, string[] words, Action<byte[]> read, [CallerMemberName] string kind = "") => Trials.Mutate(output, kind, good, words, read);
}
