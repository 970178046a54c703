using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;
using TextCollapse.Models;
using Xunit.Abstractions;

namespace TextCollapse.Tests.Fuzzing;

/// <summary>Damaged files of a run that are not its numbers, plans that a forger hashed again, and weights of other programs.</summary>
public sealed class RunFileFuzzTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fuzz").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Decisions() => Fuzz(nameof(Decisions), "decisions.jsonl",
        [.. new DecisionAct[] { new TakeNote(), new RollBack(1), new InjectRealText(0.5), new RejectDocuments([0, 2]), new EditDocument(1, "text"), new ChangeSetting("model.order", "3") }
            .Select((what, i) => Encoding.UTF8.GetBytes(DecisionLog.Line(new(i + 1, "replace", 1, 1, DateTimeOffset.UnixEpoch, "anna", "why", what))))],
        ["\"do\"", "\"number\"", "\"format\"", "roll-back", "textcollapse-decision/2"], () => DecisionLog.Read(_folder));

    [Fact]
    public void Votes()
    {
        VoteLog.Open(_folder).Cast([new Vote("anna", "a", 1, true, true, DateTimeOffset.UnixEpoch), new Vote("bert", "a", 1, true, false, DateTimeOffset.UnixEpoch)]);
        Fuzz(nameof(Votes), VoteLog.FileName, [File.ReadAllBytes(Path.Combine(_folder, VoteLog.FileName))], ["\"voter\"", "\"at\"", "\"format\""], () => VoteLog.Open(_folder).ByGeneration());
    }

    [Fact]
    public void Done_and_failure_files()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "gen-00"));
        Fuzz("Done_files", Path.Combine("gen-00", "done.json"), ["{\"format\":\"textcollapse-done/1\",\"sha256\":{\"metrics.json\":\"00\",\"text.txt\":\"11\"}}\n"u8.ToArray()], ["\"sha256\"", "text.txt", "done/2"],
            () => _ = new GenerationFolder(_folder, 0) is { IsWhole: true } whole ? whole.Damaged() : []);
        Fuzz("Done_files_with_a_shared_model", Path.Combine("gen-00", "done.json"),
            ["{\"format\":\"textcollapse-done/1\",\"sha256\":{\"../models/a/model.safetensors\":\"00\"}}\n"u8.ToArray()], ["../", "model.safetensors"],
            () => _ = new GenerationFolder(_folder, 0) is { IsWhole: true, SharedFolder: not null, ModelPath: null } whole ? whole.Damaged() : []);
        File.WriteAllText(Path.Combine(_folder, "model.safetensors"), "");
        var training = """{"format":"textcollapse-training/1","sha256":"00","steps":3,"characters_read":30,"training_loss":null}"""u8;
        Fuzz("Training_files", "training.json", [training.ToArray()], ["\"steps\"", "null", "training/2"],
            () => SharedModel.Read(_folder)?.Damage());
        Fuzz("Failure_files", "failed.json", ["{\"format\":\"textcollapse-failure/1\",\"arm\":\"replace\",\"seed\":1,\"reason\":\"why\",\"wrong\":true}\n"u8.ToArray()], ["\"seed\"", "\"reason\"", "failure/2"],
            () => ChainFailure.In(_folder));
    }

    [Fact]
    public void Chain_files() => Fuzz(nameof(Chain_files), "chain.json", ["{\"arm\":\"ab\",\"engine\":\"managed 2\",\"format\":\"textcollapse-chain/1\",\"metrics\":\"own\",\"real text\":\"cd\",\"seed\":\"1\"}\n"u8.ToArray()],
        ["\"seed\"", "chain/2", "\"format\""], () => ChainStore.Identity(_folder));

    private static string? Hash(JsonObject options)
    {
        try
        {
            return OptionBinder.Read(options).Hash();
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <summary>With hashes that fit, so that what a forger would write is reached.</summary>
    [Fact]
    public void Plans_with_forged_settings()
    {
        using var trials = new Trials(output, nameof(Plans_with_forged_settings));
        var random = Trials.Random();
        string[] values = ["-1", "0", "1", "2147483647", "99999999999999", "NaN", "1e400", "x", "", "\0", "replace", "gru", "../../etc", "dropout(rate=0.1)"];
        var good = StudyPlan.Of(StudyReader.Read(Presets.Find("strategies")!, "study")).ToJson();
        var path = Path.Combine(_folder, "plan.json");
        for (var i = 0; i < Trials.Cases; i++)
        {
            var plan = JsonNode.Parse(good)!;
            foreach (var arm in plan["arms"]!.AsArray())
            {
                var settings = arm!["options"]!.AsObject();
                foreach (var key in settings.Select(pair => pair.Key).Where(_ => random.Next(20) == 0).ToArray())
                    settings[key] = values[random.Next(values.Length)];
                if (random.Next(10) == 0)
                    settings[StudyKeys.All[random.Next(StudyKeys.All.Count)].Name] = values[random.Next(values.Length)];
                if (random.Next(10) == 0)
                    arm["id"] = values[random.Next(values.Length)];
                arm["hash"] = Hash(settings) ?? (string?)arm["hash"];
            }
            plan["hash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(plan["arms"]!.AsArray().Select(arm => $"{arm!["id"]} {arm["hash"]}\n")))));
            File.WriteAllText(path, plan.ToJsonString());
            trials.Try(() => StudyPlan.Read(path).Chain(0), () => plan.ToJsonString());
        }
    }

    [Fact]
    public void Weights_of_other_programs() => Fuzz(nameof(Weights_of_other_programs), "weights", [Weights()],
        ["F32", "F64", "BF16", "[9,2]", "[9]", "data_offsets", "gru.weight_ih_l0", "__metadata__"], () => PyTorchImport.Read(Path.Combine(_folder, "weights"), Alphabet.Parse("abcdefg")));

    /// <summary>A GRU of three units as Python's safetensors write it.</summary>
    private static byte[] Weights()
    {
        (string Name, int[] Shape)[] tensors = [("embedding.weight", [8, 2]), ("gru.weight_ih_l0", [9, 2]), ("gru.weight_hh_l0", [9, 3]), ("gru.bias_ih_l0", [9]), ("gru.bias_hh_l0", [9]), ("output.weight", [7, 3]), ("output.bias", [7])];
        var (header, end) = (new JsonObject(), 0);
        foreach (var (name, shape) in tensors)
        {
            var length = shape.Aggregate(1, (product, size) => product * size) * sizeof(float);
            header[name] = new JsonObject { ["dtype"] = "F32", ["shape"] = new JsonArray([.. shape.Select(size => JsonValue.Create(size))]), ["data_offsets"] = new JsonArray(end, end += length) };
        }
        var json = Encoding.UTF8.GetBytes(header.ToJsonString());
        var bytes = new byte[8 + json.Length + end];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);
        return bytes;
    }

    private void Fuzz(string kind, string file, byte[][] good, string[] words, Action read)
    {
        var path = Path.Combine(_folder, file);
        foreach (var bytes in good)
        {
            File.WriteAllBytes(path, bytes);
            read(); // what is damaged was good
        }
        Trials.Mutate(output, kind, good, words, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            read();
        });
    }
}
