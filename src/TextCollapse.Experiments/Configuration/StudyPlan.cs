using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Experiments.Execution;
using TextCollapse.Models;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Configuration;

/// <summary>The frozen, hashed list of a study's cells: what a run works through, and what a resumed run must find unchanged.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Seeds">The seeds of every cell.</param>
/// <param name="Cells">The cells.</param>
public sealed record StudyPlan(string Study, IReadOnlyList<long> Seeds, IReadOnlyList<Cell> Cells)
{
    private const string Format = "textcollapse-plan/2";
    private const string Again = "Change the study file and freeze it again with 'textcollapse study plan'.";
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    /// <summary>What the study is about. Not part of the hash, but kept: a run cannot change it once there are results.</summary>
    public PrimaryOptions Primary { get; init; } = new();

    /// <summary>Freezes a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="engines">
    /// Who trains: <c>model.engine: auto</c> becomes the engine that it comes to here. Null to leave that to each chain's beginning.
    /// </param>
    /// <exception cref="InputException">An engine that the study names cannot be used on this machine.</exception>
    public static StudyPlan Of(Study study, Engines? engines = null) => new(study.Name, study.Seeds, engines is null ? study.Cells()
        : [.. study.Cells().Select(engines.Resolve).DistinctBy(cell => cell.Hash())])
    {
        Primary = study.Primary,
    };

    /// <summary>SHA-256 over cells and their options. Seeds are not part of it: more seeds may be added to a run.</summary>
    public string Hash() =>
        Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Cells.Select(cell => $"{cell.Id} {cell.Hash()}\n")))));

    /// <summary>
    /// One (cell, seed) after another: all cells of the first seed, then the next, so that an interrupted run has compared something.
    /// </summary>
    public IEnumerable<(Cell Cell, long Seed)> Chains() => Seeds.SelectMany(seed => Cells.Select(cell => (cell, seed)));

    /// <summary>
    /// The numbers of the chains in the order in which so many workers take them up: as planned, except that the first ones train different
    /// generation-0 models, so that no worker starts by waiting for another's model.
    /// </summary>
    internal IReadOnlyList<int> Order(int workers)
    {
        var training = Cells.Select(cell => TrainingKey.Of(cell.Options)).ToArray();
        var all = Enumerable.Range(0, (int)ChainCount).ToArray();
        int[] first = [.. all.DistinctBy(index => (training[index % Cells.Count], index / Cells.Count)).Take(workers)];
        return [.. first, .. all.Except(first)];
    }

    /// <summary>SHA-256 over the seeds in their order: they decide which chain an index means.</summary>
    private string SeedsHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', Seeds))));

    /// <summary>SHA-256 over the primary outcome, so that a change by hand is detected.</summary>
    private string PrimaryHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        OptionSet.Of(typeof(PrimaryOptions)).All.Select(option => $"{option.Name} {option.Text(Primary)}")))));

    /// <summary>How many chains there are.</summary>
    public long ChainCount => (long)Seeds.Count * Cells.Count;

    /// <summary>One of <see cref="Chains"/> by its number.</summary>
    /// <exception cref="InputException">There is no chain of that number.</exception>
    public (Cell Cell, long Seed) Chain(int index) => index >= 0 && index < ChainCount
        ? (Cells[index % Cells.Count], Seeds[index / Cells.Count])
        : throw new InputException("index", string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"is {index}, but the plan of '{Study}' has {Count.Of(ChainCount, "chain")}, numbered from 0: "
            + $"{Count.Of(Cells.Count, "cell")} × {Count.Of(Seeds.Count, "seed")}."));

    /// <summary>The plan as JSON, the same bytes for the same plan.</summary>
    public string ToJson() => new JsonObject
    {
        ["format"] = Format,
        ["study"] = Study,
        ["hash"] = Hash(),
        ["seeds"] = new JsonArray([.. Seeds.Select(seed => JsonValue.Create(seed))]),
        ["seeds_hash"] = SeedsHash(),
        ["primary"] = new JsonObject(OptionSet.Of(typeof(PrimaryOptions)).All
            .Select(option => KeyValuePair.Create(option.Name, (JsonNode?)option.Json(Primary)))),
        ["primary_hash"] = PrimaryHash(),
        ["cells"] = new JsonArray([.. Cells.Select(cell => new JsonObject
        {
            ["id"] = cell.Id,
            ["hash"] = cell.Hash(),
            ["options"] = new JsonObject(cell.Options.Entries().Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Json()))),
        })]),
    }.ToJsonString(Readable) + "\n";

    /// <summary>Whether both come to the same cells.</summary>
    public bool IsSame(StudyPlan other) => Hash() == other.Hash();

    /// <summary>Whether it has all cells of another plan, under the same names, and more.</summary>
    internal bool Extends(StudyPlan other) => other.Cells.All(cell => Has(this, cell)) && !Cells.All(cell => Has(other, cell));

    /// <summary>The cells that another plan does not have.</summary>
    internal IReadOnlyList<Cell> Without(StudyPlan other) => [.. Cells.Where(cell => !Has(other, cell))];

    private static bool Has(StudyPlan plan, Cell cell) => plan.Cells.Any(one => one.Id == cell.Id && one.Hash() == cell.Hash());

    /// <summary>The engines that its cells name.</summary>
    internal string Engines =>
        string.Join(", ", Cells.Where(cell => cell.Options.Model is NeuralModelOptions).Select(cell => cell.Options.Engine.Engine)
            .Distinct());

    /// <summary>Whether both have the same cells, trained by another engine.</summary>
    internal bool IsSameButForEngine(StudyPlan other) => Cells.Count == other.Cells.Count
        && Cells.Zip(other.Cells).All(pair => pair.First.Id == pair.Second.Id && WithoutEngine(pair.First) == WithoutEngine(pair.Second));

    /// <summary>The names of the arms that another plan lacks or has with other settings; the engine does not matter.</summary>
    public IReadOnlyList<string> MissingIn(StudyPlan other)
    {
        var there = other.Cells.Select(cell => (cell.Id, WithoutEngine(cell))).ToHashSet();
        return [.. Cells.Where(cell => !there.Contains((cell.Id, WithoutEngine(cell)))).Select(cell => cell.Id)];
    }

    private static string WithoutEngine(Cell cell) => (cell.Options with { Engine = new() }).Hash();

    /// <summary>Reads a plan and checks that nobody edited it: its hashes are of what it lists.</summary>
    /// <exception cref="InputException">
    /// It is damaged, edited by hand, or has options of another version that this one does not know.
    /// </exception>
    public static StudyPlan Read(string path)
    {
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(path))!;
            var format = (string?)root["format"] ?? "";
            if (format != Format)
                throw new InputException(path,
                    $"is a plan of format '{format}'; this version reads {Format}. Freeze the study again with 'textcollapse study plan'.");
            var plan = new StudyPlan((string)root["study"]!, [.. root["seeds"]!.AsArray().Select(seed => (long)seed!)],
                [.. root["cells"]!.AsArray().Select(cell => ReadCell(cell!, path))])
            {
                Primary = ReadPrimary(root["primary"]?.AsObject(), path),
            };
            return plan.Hash() == (string?)root["hash"] && IsAsListed("seeds_hash", plan.SeedsHash())
                && IsAsListed("primary_hash", plan.PrimaryHash()) ? plan : throw Edited(path);

            bool IsAsListed(string name, string hash) => (string?)root[name] is not { } listed || listed == hash;
        }
        catch (InputException e) when (e.Problems[0].Place != path)
        {
            throw new InputException(path,
                $"was made by another version of this program: "
                + $"{string.Join(" ", e.Problems.Select(problem => $"{problem.Place}: {problem.Message}").Distinct())} Finish it with "
                + $"that version, or: {Again}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be read: {e.Message}");
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException or FormatException
            or ArgumentException)
        {
            throw new InputException(path, "is not a plan, or is damaged.");
        }
    }

    private static PrimaryOptions ReadPrimary(JsonObject? listed, string path)
    {
        var primary = new PrimaryOptions();
        foreach (var option in OptionSet.Of(typeof(PrimaryOptions)).All)
            if (listed?[option.Name] is { } value)
                option.Set(primary, option.TryParse(ComponentNode.Scalar(value), out var read, out _) ? read : throw Edited(path));
        return primary;
    }

    private static Cell ReadCell(JsonNode node, string path)
    {
        var cell = new Cell((string)node["id"]!, OptionBinder.Read(node["options"]!.AsObject()));
        return cell.Hash() == (string?)node["hash"] ? cell : throw Edited(path);
    }

    private static InputException Edited(string path) =>
        new(path,
        $"was edited, or written by a version with other defaults: its arms, seeds or primary outcome do not have the "
        + $"hash that it names. {Again}");
}
