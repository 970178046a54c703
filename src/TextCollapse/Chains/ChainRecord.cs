using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Chains.Decisions;
using TextCollapse.Corpora;
using TextCollapse.Files;
using TextCollapse.Models;

namespace TextCollapse.Chains;

/// <summary>
/// A chain on disk: one folder per generation with <c>text.txt</c>, <c>model.safetensors</c>, <c>metrics.json</c> and, written last,
/// <c>done.json</c> with the hashes of the others. A generation without a valid <c>done.json</c> never happened.
/// </summary>
public sealed class ChainRecord : IChainRecord
{
    /// <summary>The file that makes a generation count: the hashes of its others.</summary>
    internal const string DoneName = "done.json";

    private const string TextName = "text.txt", ModelName = "model.safetensors", FactsName = "metrics.json", ChainName = "chain.json", TimesName = "times.json", ReadName = "corpus.txt.gz", RedrawnName = "redrawn.txt", CheckpointName = "training.checkpoint";

    private readonly string _folder;
    private readonly string _cell;
    private readonly Alphabet _alphabet;
    private readonly Func<string, ILanguageModel> _load;

    private ChainRecord(string folder, ChainSpec spec, IReadOnlyList<Decision> decisions, int committed) =>
        (_folder, _cell, _alphabet, _load, Decisions, Committed) = (folder, spec.Cell, spec.Real.Alphabet, spec.Load, decisions, committed);

    /// <summary>How many generations are committed: 0 … <see cref="Committed"/> − 1.</summary>
    public int Committed { get; private set; }

    /// <summary>What people decided about the chain, in order: <c>decisions.jsonl</c>.</summary>
    public IReadOnlyList<Decision> Decisions { get; private set; }

    /// <summary>Opens or begins the record of a chain.</summary>
    /// <exception cref="InputException">The folder holds a chain of other settings, another real text or another engine.</exception>
    public static ChainRecord Open(string folder, ChainSpec spec)
    {
        Folders.Create(folder);
        var identity = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = "textcollapse-chain/1",
            ["cell"] = spec.CellHash,
            ["seed"] = spec.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["engine"] = spec.Engine,
            ["metrics"] = spec.Meter.Name,
            ["real text"] = spec.Real.Hash(),
        };
        var path = Path.Combine(folder, ChainName);
        if (File.Exists(path))
            RequireSame(path, identity);
        else
            AtomicFile.WriteText(path, JsonSerializer.Serialize(identity) + "\n");
        var decisions = DecisionLog.Read(folder);
        RolledBack.SetAside(folder, decisions);
        var committed = 0;
        while (IsCommitted(Path.Combine(folder, Name(committed))))
            committed++;
        return new ChainRecord(folder, spec, decisions, Math.Min(committed, spec.Generations + 1));
    }

    /// <summary>The committed facts in a chain's folder, in order of generation, as far as they go without a gap.</summary>
    public static IEnumerable<GenerationFacts> Facts(string folder)
    {
        for (var generation = 0; File.Exists(Path.Combine(folder, Name(generation), DoneName)); generation++)
            yield return GenerationFile.Read(Path.Combine(folder, Name(generation), FactsName));
    }

    /// <summary>How many generations a chain's folder holds, as far as they go without a gap.</summary>
    public static int CommittedIn(string folder)
    {
        var generation = 0;
        while (File.Exists(Path.Combine(folder, Name(generation), DoneName)))
            generation++;
        return generation;
    }

    /// <summary>Whether a countermeasure ended the chain with the last of its committed generations.</summary>
    public static bool WasEnded(string folder, int committed) => committed > 0
        && GenerationFile.Read(Path.Combine(folder, Name(committed - 1), FactsName)).EndsChain;

    /// <summary>The facts of one generation in a chain's folder, or null if it is not committed.</summary>
    public static GenerationFacts? Facts(string folder, int generation) => File.Exists(Path.Combine(folder, Name(generation), DoneName)) ? GenerationFile.Read(Path.Combine(folder, Name(generation), FactsName)) : null;

    /// <summary>What a chain was begun with (settings, seed, engine, real text) as it was written down, or null if it was never begun.</summary>
    public static JsonNode? Identity(string folder)
    {
        var path = Path.Combine(folder, ChainName);
        return File.Exists(path) ? JsonNode.Parse(File.ReadAllBytes(path)) : null;
    }

    /// <summary>The times of a committed generation, or null if they are not there.</summary>
    public static GenerationTimes? Times(string folder, int generation)
    {
        try
        {
            return JsonSerializer.Deserialize<GenerationTimes>(File.ReadAllBytes(Path.Combine(folder, Name(generation), TimesName)));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The first characters of what a committed generation wrote, at most <paramref name="length"/> of them and of its first document.</summary>
    public static string Sample(string folder, int generation, int length)
    {
        using var reader = new StreamReader(Path.Combine(folder, Name(generation), TextName));
        var buffer = new char[length];
        var text = new string(buffer, 0, reader.ReadBlock(buffer));
        return text.IndexOf('\f', StringComparison.Ordinal) is var end and >= 0 ? text[..end] : text;
    }

    /// <summary>The documents that a committed generation wrote, as they stand in its file; hashes are not checked.</summary>
    /// <exception cref="InputException">The file is gone.</exception>
    public static IReadOnlyList<string> Documents(string folder, int generation)
    {
        var path = Path.Combine(folder, Name(generation), TextName);
        try
        {
            return WrittenText.Documents(File.ReadAllBytes(path));
        }
        catch (IOException e)
        {
            throw new InputException(path, $"cannot be read: {e.Message}");
        }
    }

    /// <summary>Where a generation's model is, if it was kept; generation 0's always is.</summary>
    public static string? ModelPath(string folder, int generation) => Path.Combine(folder, Name(generation), ModelName) is var path && File.Exists(path) ? path : null;

    /// <summary>The folder's name of a generation.</summary>
    public static string Name(int generation) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"gen-{generation:00}");

    /// <summary>The text that a committed generation wrote, or what the next one had it write instead; its hash is checked.</summary>
    public Corpus Text(int generation)
    {
        var redrawn = generation + 1 < Committed && Keeps(generation + 1, RedrawnName);
        var (folder, name) = redrawn ? (generation + 1, RedrawnName) : (generation, TextName);
        return WrittenText.Read(ReadChecked(folder, name), _alphabet, Provenance.Synthetic(generation, _cell), Path.Combine(_folder, Name(folder), name));
    }

    /// <summary>What a committed generation read, or null where it was not kept with it; its hash is checked. Who wrote which document is not kept.</summary>
    public Corpus? Read(int generation)
    {
        if (!Keeps(generation, ReadName))
            return null;
        using var packed = new GZipStream(new MemoryStream(ReadChecked(generation, ReadName)), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return WrittenText.Read(bytes.ToArray(), _alphabet, Provenance.Synthetic(generation, _cell), Path.Combine(_folder, Name(generation), ReadName));
    }

    /// <summary>What is recorded of a committed generation.</summary>
    public GenerationFacts Facts(int generation) => GenerationFile.Read(Path.Combine(_folder, Name(generation), FactsName));

    /// <summary>The model of a committed generation; its hash is checked.</summary>
    public ILanguageModel Model(int generation)
    {
        ReadChecked(generation, ModelName);
        return _load(Path.Combine(_folder, Name(generation), ModelName));
    }

    /// <summary>Whether a committed generation's model is on disk.</summary>
    public bool HasModel(int generation) => Keeps(generation, ModelName);

    /// <summary>Adds a decision to the log and brings the folder in line with it.</summary>
    /// <exception cref="InputException">Somebody else has decided since the record was opened.</exception>
    internal void Decide(Decision decision)
    {
        DecisionLog.Append(_folder, decision);
        Decisions = [.. Decisions, decision];
        RolledBack.SetAside(_folder, Decisions);
        if (decision.What is RollBack back)
            Committed = back.To + 1;
    }

    /// <summary>Where the training of a generation keeps its state while it is under way.</summary>
    public string CheckpointPath(int generation) => Path.Combine(Folders.Create(Path.Combine(_folder, Name(generation))), CheckpointName);

    /// <summary>Puts a generation on disk, whole or not at all.</summary>
    public void Commit(GenerationMade made)
    {
        var generation = made.Facts.Generation;
        var folder = Folders.Create(Path.Combine(_folder, Name(generation)));
        var hashes = new JsonObject();
        WriteHashed(FactsName, GenerationFile.Write(made.Facts));
        if (made.Model is not null)
        {
            made.Model.Save(Path.Combine(folder, ModelName));
            hashes[ModelName] = HashOf(Path.Combine(folder, ModelName));
        }
        WriteHashed(TextName, WrittenText.Write(made.Text));
        if (made.Read is not null)
            WriteHashed(ReadName, Pack(WrittenText.Write(made.Read)));
        if (made.Redrawn is not null)
            WriteHashed(RedrawnName, WrittenText.Write(made.Redrawn));
        AtomicFile.WriteBytes(Path.Combine(folder, TimesName), JsonSerializer.SerializeToUtf8Bytes(made.Times));
        AtomicFile.WriteText(Path.Combine(folder, DoneName), new JsonObject { ["format"] = "textcollapse-done/1", ["sha256"] = hashes }.ToJsonString() + "\n");
        foreach (var leftover in Directory.EnumerateFiles(folder, CheckpointName + "*").Concat(Directory.EnumerateFiles(folder, "*.tmp"))) // the latter of a process that died while it wrote
            File.Delete(leftover);
        Committed = generation + 1;

        void WriteHashed(string name, byte[] bytes)
        {
            AtomicFile.WriteBytes(Path.Combine(folder, name), bytes);
            hashes[name] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        }
    }

    /// <summary>The files of a committed generation that are missing or not what they were.</summary>
    internal static IEnumerable<(string File, string What)> Damaged(string generationFolder)
    {
        KeyValuePair<string, string>[] hashes;
        try
        {
            hashes = [.. Hashes(Path.Combine(generationFolder, DoneName))];
        }
        catch (InputException)
        {
            return [(DoneName, "is damaged")];
        }
        return
        [
            .. from entry in hashes
               let path = Path.Combine(generationFolder, entry.Key)
               let what = !File.Exists(path) ? "is missing" : HashOf(path) != entry.Value ? "has changed since it was written" : null
               where what is not null
               select (entry.Key, what),
        ];
    }

    private bool Keeps(int generation, string name) => Hashes(Path.Combine(_folder, Name(generation), DoneName)).Any(entry => entry.Key == name);

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static bool IsCommitted(string folder)
    {
        var done = Path.Combine(folder, DoneName);
        return File.Exists(done) && Hashes(done).All(entry => File.Exists(Path.Combine(folder, entry.Key)));
    }

    private static IEnumerable<KeyValuePair<string, string>> Hashes(string donePath)
    {
        try
        {
            return [.. JsonNode.Parse(File.ReadAllBytes(donePath))!["sha256"]!.AsObject().Select(entry => KeyValuePair.Create(entry.Key, (string)entry.Value!))];
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException)
        {
            throw new InputException(donePath, "is damaged; delete its folder and all later generations to make them again.");
        }
    }

    private byte[] ReadChecked(int generation, string name)
    {
        var folder = Path.Combine(_folder, Name(generation));
        var path = Path.Combine(folder, name);
        var expected = Hashes(Path.Combine(folder, DoneName)).FirstOrDefault(entry => entry.Key == name).Value;
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (IOException e)
        {
            throw new InputException(path, $"cannot be read: {e.Message}");
        }
        return expected == Convert.ToHexStringLower(SHA256.HashData(bytes)) ? bytes
            : throw new InputException(path, $"has changed since it was written (its SHA-256 is not the one in {DoneName}). Delete {folder} and all later generations of this chain, then run again to make them anew.");
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void RequireSame(string path, SortedDictionary<string, string> identity)
    {
        Dictionary<string, string>? found = null;
        try
        {
            found = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(path));
        }
        catch (JsonException)
        {
        }
        var different = identity.Where(entry => found?.GetValueOrDefault(entry.Key) != entry.Value).Select(entry => entry.Key).ToArray();
        if (different.Length > 0)
            throw new InputException(path, $"was begun with another {string.Join(", another ", different)}. Use another --out, or go on with what began it.");
    }
}
