using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Files;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Storage;

/// <summary>
/// A model of generation 0 that several chains of a run share: the folder <c>models/KEY</c> with <c>model.safetensors</c>,
/// <c>times.json</c> and, written last, <c>training.json</c> with the model's hash and the facts of the training that each of the chains
/// reports.
/// </summary>
public sealed class SharedModel
{
    internal const string FactsName = "training.json";
    private const string Format = "textcollapse-training/1", TimesName = "times.json";
    private const string Again = "'textcollapse verify DIR --set-aside' moves it aside, and the next run trains it again.";

    private readonly JsonNode _facts;

    private SharedModel(string folder, JsonNode facts) => (Folder, _facts) = (folder, facts);

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Its file.</summary>
    public string Path => ModelPath(Folder);

    /// <summary>SHA-256 of the file when it was written, hexadecimal.</summary>
    public string Sha256 => (string)_facts["sha256"]!;

    /// <summary>The arm of the chain that trained the model, and the training time; empty and zero if unknown.</summary>
    internal (string Arm, TimeSpan Training) Times()
    {
        try
        {
            var times = JsonNode.Parse(File.ReadAllBytes(In(Folder, TimesName)))!;
            return ((string)times["arm"]!, TimeSpan.FromSeconds((double)times["training_seconds"]!));
        }
        catch (Exception e) when (e is IOException || IsDamage(e))
        {
            return ("", TimeSpan.Zero);
        }
    }

    /// <summary>Loads the model and the facts of its training; the hash is checked.</summary>
    /// <exception cref="InputException">The file was changed or is missing.</exception>
    internal TrainingResult Load(Func<string, ILanguageModel> load) =>
        Damage() is { } what ? throw new InputException(Path, $"{what}. {Again}") : Result(load(Path));

    /// <summary>What is wrong with the file, as a predicate; null if it is unchanged.</summary>
    internal string? Damage()
    {
        if (!File.Exists(Path))
            return "is missing";
        return HashOfFile(Path) == Sha256 ? null : "has changed since it was written";
    }

    /// <summary>The finished model in a folder, or null if there is none; its hash is not checked.</summary>
    /// <exception cref="InputException"><c>training.json</c> is damaged, or has another format version.</exception>
    internal static SharedModel? Read(string folder)
    {
        var path = In(folder, FactsName);
        if (!File.Exists(path) || !File.Exists(ModelPath(folder)))
            return null;
        try
        {
            var facts = JsonNode.Parse(File.ReadAllBytes(path))!;
            var format = FileFormat.Of(facts) ?? throw new JsonException();
            FileFormat.Require(path, format, Format, "Use the version of this program that wrote it, or another --out.");
            var model = new SharedModel(folder, facts);
            _ = (model.Sha256.Length, model.Result(null!)); // a value of the wrong type is also damage
            return model;
        }
        catch (Exception e) when (e is IOException || IsDamage(e))
        {
            throw new InputException(path, $"is damaged. {Again}");
        }
    }

    /// <summary>Writes a trained model to a folder atomically, and deletes its training checkpoint.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="trained">The model.</param>
    /// <param name="arm">The arm whose chain trained it.</param>
    /// <param name="time">How long the training took.</param>
    internal static SharedModel Write(string folder, TrainingResult trained, string arm, TimeSpan time)
    {
        trained.Model.Save(ModelPath(folder));
        var times = new JsonObject { ["arm"] = arm, ["training_seconds"] = time.TotalSeconds };
        AtomicFile.WriteText(In(folder, TimesName), times.ToJsonString() + "\n");
        var facts = new JsonObject
        {
            [FileFormat.Key] = Format,
            ["sha256"] = HashOfFile(ModelPath(folder)),
            ["steps"] = trained.Steps,
            ["characters_read"] = trained.CharactersRead,
            ["training_loss"] = double.IsFinite(trained.TrainingLoss) ? trained.TrainingLoss : null,
        };
        AtomicFile.WriteText(In(folder, FactsName), facts.ToJsonString() + "\n");
        foreach (var pattern in new[] { GenerationFolder.CheckpointName + "*", "*.tmp" })
            foreach (var leftover in Directory.EnumerateFiles(folder, pattern))
                File.Delete(leftover);
        return new(folder, facts);
    }

    /// <summary>Copies the finished model to another run's folder.</summary>
    internal void CopyTo(string folder)
    {
        Folders.Create(folder);
        foreach (var path in new[] { Path, In(Folder, TimesName), In(Folder, FactsName) }.Where(File.Exists))
            AtomicFile.WriteBytes(In(folder, System.IO.Path.GetFileName(path)), File.ReadAllBytes(path));
    }

    private TrainingResult Result(ILanguageModel model) =>
        new(model, (int)_facts["steps"]!, (long)_facts["characters_read"]!, (double?)_facts["training_loss"] ?? double.NaN);

    private static bool IsDamage(Exception e) =>
        e is JsonException or NullReferenceException or InvalidOperationException or FormatException or OverflowException
            or ArgumentException;

    private static string ModelPath(string folder) => In(folder, GenerationFolder.ModelName);

    private static string In(string folder, string name) => System.IO.Path.Combine(folder, name);

    private static string HashOfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
