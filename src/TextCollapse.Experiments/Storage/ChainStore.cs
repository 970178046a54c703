using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Review;
using TextCollapse.Files;
using TextCollapse.Models;

namespace TextCollapse.Experiments.Storage;

/// <summary>A chain on disk: its identity, the decisions of reviewers, and a <see cref="GenerationFolder"/> per generation.</summary>
public sealed class ChainStore : IChainStore
{
    private const string ChainName = "chain.json", Format = "textcollapse-chain/1";

    private readonly string _folder;
    private readonly string _arm;
    private readonly Alphabet _alphabet;
    private readonly Func<string, ILanguageModel> _load;

    private ChainStore(string folder, ChainSpec spec, SharedModels? shared, IReadOnlyList<Decision> decisions, int committed)
    {
        (_folder, _arm, _alphabet, _load) = (folder, spec.Identity.Arm, spec.Real.Alphabet, spec.Storage.Load);
        (Shared, Decisions, Committed) = (shared, decisions, committed);
    }

    /// <summary>How many generations are committed: 0 … <see cref="Committed"/> − 1.</summary>
    public int Committed { get; private set; }

    /// <summary>The decisions of reviewers about the chain, in order: <c>decisions.jsonl</c>.</summary>
    public IReadOnlyList<Decision> Decisions { get; private set; }

    /// <summary>The models of generation 0 that chains share; null if this chain stores its own.</summary>
    public SharedModels? Shared { get; }

    /// <summary>Whether generation 0 is committed but its shared model is missing.</summary>
    public bool LacksFirstModel => Committed > 0 && At(0) is { SharedFolder: not null, ModelPath: null };

    /// <summary>Opens or creates the store of a chain.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="spec">The chain.</param>
    /// <param name="shared">The generation-0 models shared by the run's chains; null to store the model with the generation.</param>
    /// <exception cref="InputException">The folder holds a chain with other settings, another real text or another engine.</exception>
    public static ChainStore Open(string folder, ChainSpec spec, SharedModels? shared = null)
    {
        Folders.Create(folder);
        var identity = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [FileFormat.Key] = Format,
            ["arm"] = spec.Identity.ArmHash,
            ["seed"] = spec.Identity.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["engine"] = spec.Identity.Engine,
            ["metrics"] = spec.Parts.Meter.Name,
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
        while (new GenerationFolder(folder, committed).IsWhole)
            committed++;
        return new ChainStore(folder, spec, shared, decisions, Math.Min(committed, spec.Generations + 1));
    }

    /// <summary>Writes down what a chain was begun with that was made elsewhere.</summary>
    internal static void Begin(string folder, SortedDictionary<string, string> identity)
    {
        identity[FileFormat.Key] = Format;
        AtomicFile.WriteText(Path.Combine(Folders.Create(folder), ChainName), JsonSerializer.Serialize(identity) + "\n");
    }

    /// <summary>The committed generations in a chain's folder, in order, as far as they go without a gap.</summary>
    public static IEnumerable<GenerationFolder> In(string folder)
    {
        for (var generation = 0; new GenerationFolder(folder, generation) is { IsCommitted: true } committed; generation++)
            yield return committed;
    }

    /// <summary>Whether a mitigation ended the chain with the last of its committed generations.</summary>
    public static bool WasEnded(string folder, int committed) =>
        committed > 0 && new GenerationFolder(folder, committed - 1).Facts().EndsChain;

    /// <summary>The recorded identity of a chain (settings, seed, engine, real text), or null if it was never started.</summary>
    /// <exception cref="InputException">The file is damaged, or has another format version.</exception>
    public static JsonNode? Identity(string folder)
    {
        var path = Path.Combine(folder, ChainName);
        return File.Exists(path) ? JsonSerializer.SerializeToNode(ReadIdentity(path)) : null;
    }

    /// <summary>The text of a committed generation, or its redrawn text if the next generation replaced it; its hash is checked.</summary>
    public Corpus Text(int generation)
    {
        var redrawn = generation + 1 < Committed && At(generation + 1).Keeps(GenerationFolder.RedrawnName);
        var (folder, name) = redrawn ? (At(generation + 1), GenerationFolder.RedrawnName) : (At(generation), GenerationFolder.TextName);
        return WrittenText.Read(folder.ReadChecked(name), _alphabet, Provenance.Synthetic(generation, _arm), folder.In(name));
    }

    /// <summary>
    /// The training text of a committed generation, or null if it was not stored; its hash is checked. The origin of each document is not
    /// stored.
    /// </summary>
    public Corpus? Read(int generation)
    {
        const string Name = GenerationFolder.ReadName;
        var folder = At(generation);
        if (!folder.Keeps(Name))
            return null;
        var text = WrittenText.Unpack(folder.ReadChecked(Name));
        return WrittenText.Read(text, _alphabet, Provenance.Synthetic(generation, _arm), folder.In(Name));
    }

    /// <summary>The recorded facts of a committed generation.</summary>
    public GenerationFacts Facts(int generation) => At(generation).Facts();

    /// <summary>The model of a committed generation; its hash is checked.</summary>
    public ILanguageModel Model(int generation) => _load(At(generation).CheckedModel());

    /// <summary>Whether a committed generation's model is on disk.</summary>
    public bool HasModel(int generation) => At(generation).ModelPath is not null;

    /// <summary>Appends a decision to the log and updates the folder to match.</summary>
    /// <exception cref="InputException">Another reviewer has decided since the store was opened.</exception>
    internal void Decide(Decision decision)
    {
        DecisionLog.Append(_folder, decision);
        Decisions = [.. Decisions, decision];
        RolledBack.SetAside(_folder, Decisions);
        if (decision.What is RollBack back)
            Committed = back.To + 1;
    }

    /// <summary>The checkpoint file of a generation's training.</summary>
    public string CheckpointPath(int generation) => At(generation).CheckpointPath();

    /// <summary>Writes a generation to disk atomically.</summary>
    public void Commit(GenerationMade made)
    {
        At(made.Facts.Generation).Commit(made);
        Committed = made.Facts.Generation + 1;
    }

    private GenerationFolder At(int generation) => new(_folder, generation);

    private static void RequireSame(string path, SortedDictionary<string, string> identity)
    {
        var found = ReadIdentity(path);
        var different = identity.Where(entry => found.GetValueOrDefault(entry.Key) != entry.Value).Select(entry => entry.Key).ToArray();
        if (different.Length > 0)
            throw new InputException(path, $"was started with another {string.Join(", another ", different)}. "
                + "Use another --out, or resume it with the original one.");
    }

    private static SortedDictionary<string, string> ReadIdentity(string path)
    {
        SortedDictionary<string, string>? found = null;
        try
        {
            found = JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllBytes(path));
        }
        catch (JsonException)
        {
        }
        if (found is null)
            throw new InputException(path, "is damaged. Move its folder away and run again to regenerate this chain.");
        var format = found.GetValueOrDefault(FileFormat.Key);
        FileFormat.Require(path, format, Format, "Use the version of this program that started it, or another --out.");
        return found;
    }
}
