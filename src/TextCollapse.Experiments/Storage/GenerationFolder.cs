using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Files;

namespace TextCollapse.Experiments.Storage;

/// <summary>
/// One generation of a chain on disk: <c>text.txt</c>, <c>model.safetensors</c>, <c>metrics.json</c> and, written last, <c>done.json</c>
/// with the hashes of the others. A generation without a valid <c>done.json</c> is not committed. For a shared model, <c>done.json</c>
/// contains the path relative to the folder.
/// </summary>
/// <param name="chain">The chain's folder.</param>
/// <param name="generation">From 0.</param>
public sealed class GenerationFolder(string chain, int generation)
{
    internal const string DoneName = "done.json", TextName = "text.txt", ModelName = "model.safetensors", ReadName = "corpus.txt.gz",
        RedrawnName = "redrawn.txt", CheckpointName = "training.checkpoint";
    private const string Format = "textcollapse-done/1", Prefix = "gen-", FactsName = "metrics.json", TimesName = "times.json";

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.Combine(chain, Name(generation));

    /// <summary>Whether the generation is committed.</summary>
    public bool IsCommitted => File.Exists(In(DoneName));

    /// <summary>The path of the model, if it was stored; generation 0's always is.</summary>
    public string? ModelPath => IsCommitted && ModelEntry() is { } name && File.Exists(In(name)) ? In(name) : null;

    /// <summary>
    /// The folder of the model shared with other chains, whether it exists or not; null if the generation stores its own model.
    /// </summary>
    internal string? SharedFolder =>
        IsCommitted && ModelEntry() is { } name && IsShared(name) ? System.IO.Path.GetDirectoryName(In(name)) : null;

    /// <summary>The folder name of a generation.</summary>
    public static string Name(int generation) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{generation:00}");

    /// <summary>The number of a generation, from 0, parsed from its folder name; null if the folder is something else.</summary>
    public static int? Number(string folder) => System.IO.Path.GetFileName(folder) is var name
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(name[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Name(number) == name
            ? number
            : null;

    /// <summary>The recorded facts of the generation.</summary>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public GenerationFacts Facts() => GenerationFile.Read(In(FactsName));

    /// <summary>How long the generation took, or null if not recorded.</summary>
    public GenerationTimes? Times()
    {
        try
        {
            return JsonSerializer.Deserialize<GenerationTimes>(File.ReadAllBytes(In(TimesName)));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The generated documents as stored in the file; hashes are not checked.</summary>
    /// <exception cref="InputException">The file is missing.</exception>
    public IReadOnlyList<string> Documents() => WrittenText.Documents(ReadBytes(TextName));

    /// <summary>The first characters of its first document, at most <paramref name="length"/>.</summary>
    public string Sample(int length)
    {
        using var reader = new StreamReader(In(TextName));
        var buffer = new char[length];
        var text = new string(buffer, 0, reader.ReadBlock(buffer));
        return text.IndexOf('\f', StringComparison.Ordinal) is var end and >= 0 ? text[..end] : text;
    }

    /// <summary>
    /// Whether the generation is committed and none of its own files is missing; a missing shared model is trained again.
    /// </summary>
    internal bool IsWhole => IsCommitted && Hashes().All(entry => IsShared(entry.Key) || File.Exists(In(entry.Key)));

    /// <summary>Whether <c>done.json</c> lists a file.</summary>
    internal bool Keeps(string name) => Hashes().Any(entry => entry.Key == name);

    /// <summary>The path of one of its files.</summary>
    internal string In(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        return IsShared(name) ? System.IO.Path.GetFullPath(path) : path;
    }

    /// <summary>The path of the model, after checking its hash.</summary>
    /// <exception cref="InputException">The hash does not match, or the model was not stored.</exception>
    internal string CheckedModel()
    {
        var name = ModelEntry() ?? ModelName;
        ReadChecked(name);
        return In(name);
    }

    /// <summary>Reads one of its files and checks the hash.</summary>
    /// <exception cref="InputException">The hash does not match.</exception>
    internal byte[] ReadChecked(string name)
    {
        var bytes = ReadBytes(name);
        return Hashes().FirstOrDefault(entry => entry.Key == name).Value == HashOf(bytes) ? bytes
            : throw new InputException(In(name),
                $"has changed since it was written (its SHA-256 is not the one in {In(DoneName)}). {Advice(name)}");
    }

    /// <summary>The checkpoint file of the training.</summary>
    internal string CheckpointPath() => System.IO.Path.Combine(Folders.Create(Path), CheckpointName);

    /// <summary>Writes the generation to disk atomically.</summary>
    internal void Commit(GenerationMade made)
    {
        Folders.Create(Path);
        var hashes = new JsonObject();
        WriteHashed(FactsName, GenerationFile.Write(made.Facts));
        if (made.Shared is { } shared)
            hashes[System.IO.Path.GetRelativePath(Path, shared.Path).Replace('\\', '/')] = shared.Sha256;
        else if (made.Model is not null)
        {
            made.Model.Save(In(ModelName));
            hashes[ModelName] = HashOfFile(ModelName);
        }
        WriteHashed(TextName, WrittenText.Write(made.Text));
        if (made.Read is not null)
            WriteHashed(ReadName, WrittenText.Pack(made.Read));
        if (made.Redrawn is not null)
            WriteHashed(RedrawnName, WrittenText.Write(made.Redrawn));
        AtomicFile.WriteBytes(In(TimesName), JsonSerializer.SerializeToUtf8Bytes(made.Times));
        AtomicFile.WriteText(In(DoneName), new JsonObject { [FileFormat.Key] = Format, ["sha256"] = hashes }.ToJsonString() + "\n");
        // *.tmp files are left by a process that died while writing
        foreach (var leftover in Directory.EnumerateFiles(Path, CheckpointName + "*").Concat(Directory.EnumerateFiles(Path, "*.tmp")))
            File.Delete(leftover);

        void WriteHashed(string name, byte[] bytes)
        {
            AtomicFile.WriteBytes(In(name), bytes);
            hashes[name] = HashOf(bytes);
        }
    }

    /// <summary>
    /// Its own files that are missing or changed. A shared model is checked in its own folder; here only whether it is still the same
    /// model.
    /// </summary>
    internal IReadOnlyList<(string File, string What)> Damaged()
    {
        try
        {
            return
            [
                .. from entry in Hashes()
                   let what = Damage(entry.Key, entry.Value)
                   where what is not null
                   select (entry.Key, what),
            ];
        }
        catch (InputException e)
        {
            return [(DoneName, e.Problems[0].Message.Split(';')[0])];
        }
    }

    /// <summary>The model's entry in <c>done.json</c>; null if it was not stored.</summary>
    private string? ModelEntry() => Hashes().Select(entry => entry.Key).FirstOrDefault(name => name.Split('/')[^1] == ModelName);

    private static bool IsShared(string name) =>
        name.StartsWith("../", StringComparison.Ordinal) && !name.Contains('\0', StringComparison.Ordinal);

    private string? Damage(string name, string hash)
    {
        if (IsShared(name))
            return IsAnother(name, hash) ? "is not the model that generated this generation" : null;
        if (!File.Exists(In(name)))
            return "is missing";
        return HashOfFile(name) == hash ? null : "has changed since it was written";
    }

    private bool IsAnother(string name, string hash)
    {
        try
        {
            return SharedModel.Read(System.IO.Path.GetDirectoryName(In(name))!) is { } found && found.Sha256 != hash;
        }
        catch (InputException)
        {
            return false; // reported for the model's own folder
        }
    }

    private string Advice(string name) => IsShared(name)
        ? "'textcollapse verify DIR --set-aside' moves it aside, and the next run trains it again."
        : $"Delete {Path} and all later generations of this chain, then run again to regenerate them.";

    private KeyValuePair<string, string>[] Hashes()
    {
        try
        {
            var done = JsonNode.Parse(File.ReadAllBytes(In(DoneName)))!;
            FileFormat.Require(In(DoneName), FileFormat.Of(done)
                ?? throw new JsonException(), Format, "Use the version of this program that wrote it, or another --out.");
            return [.. done["sha256"]!.AsObject().Select(entry => KeyValuePair.Create(entry.Key, (string)entry.Value!))];
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException or ArgumentException)
        {
            throw new InputException(In(DoneName), "is damaged; delete its folder and all later generations to regenerate them.");
        }
    }

    private byte[] ReadBytes(string name)
    {
        try
        {
            return File.ReadAllBytes(In(name));
        }
        catch (IOException e)
        {
            throw new InputException(In(name), $"cannot be read: {e.Message}");
        }
    }

    private string HashOfFile(string name)
    {
        using var stream = File.OpenRead(In(name));
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
