using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Experiments.Execution;
using TextCollapse.Models;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Configuration;

/// <summary>The frozen, hashed list of a study's arms: what a run works through, and what a resumed run must find unchanged.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Seeds">The seeds of every arm.</param>
/// <param name="Arms">The arms.</param>
public sealed record StudyPlan(string Study, IReadOnlyList<long> Seeds, IReadOnlyList<Arm> Arms)
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
    public static StudyPlan Of(Study study, Engines? engines = null) => new(study.Name, study.Seeds, engines is null ? study.Arms()
        : [.. study.Arms().Select(engines.Resolve).DistinctBy(arm => arm.Hash())])
    {
        Primary = study.Primary,
    };

    /// <summary>SHA-256 over arms and their options. Seeds are not part of it: more seeds may be added to a run.</summary>
    public string Hash() =>
        Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Arms.Select(arm => $"{arm.Id} {arm.Hash()}\n")))));

    /// <summary>
    /// One (arm, seed) after another: all arms of the first seed, then the next, so that an interrupted run has compared something.
    /// </summary>
    public IEnumerable<(Arm Arm, long Seed)> Chains() => Seeds.SelectMany(seed => Arms.Select(arm => (arm, seed)));

    /// <summary>
    /// The numbers of the chains in the order in which so many workers take them up: as planned, except that the first ones train different
    /// generation-0 models, so that no worker starts by waiting for another's model.
    /// </summary>
    internal IReadOnlyList<int> Order(int workers)
    {
        var training = Arms.Select(arm => TrainingKey.Of(arm.Options)).ToArray();
        var all = Enumerable.Range(0, (int)ChainCount).ToArray();
        int[] first = [.. all.DistinctBy(index => (training[index % Arms.Count], index / Arms.Count)).Take(workers)];
        return [.. first, .. all.Except(first)];
    }

    /// <summary>SHA-256 over the seeds in their order: they decide which chain an index means.</summary>
    private string SeedsHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', Seeds))));

    /// <summary>SHA-256 over the primary outcome, so that a change by hand is detected.</summary>
    private string PrimaryHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        OptionSet.Of(typeof(PrimaryOptions)).All.Select(option => $"{option.Name} {option.Text(Primary)}")))));

    /// <summary>How many chains there are.</summary>
    public long ChainCount => (long)Seeds.Count * Arms.Count;

    /// <summary>One of <see cref="Chains"/> by its number.</summary>
    /// <exception cref="InputException">There is no chain of that number.</exception>
    public (Arm Arm, long Seed) Chain(int index) => index >= 0 && index < ChainCount
        ? (Arms[index % Arms.Count], Seeds[index / Arms.Count])
        : throw new InputException("index", string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"is {index}, but the plan of '{Study}' has {Count.Of(ChainCount, "chain")}, numbered from 0: "
            + $"{Count.Of(Arms.Count, "arm")} × {Count.Of(Seeds.Count, "seed")}."));

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
        ["arms"] = new JsonArray([.. Arms.Select(arm => new JsonObject
        {
            ["id"] = arm.Id,
            ["hash"] = arm.Hash(),
            ["options"] = new JsonObject(arm.Options.Entries().Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Json()))),
        })]),
    }.ToJsonString(Readable) + "\n";

    /// <summary>Whether both come to the same arms.</summary>
    public bool IsSame(StudyPlan other) => Hash() == other.Hash();

    /// <summary>Whether it has all arms of another plan, under the same names, and more.</summary>
    internal bool Extends(StudyPlan other) => other.Arms.All(arm => Has(this, arm)) && !Arms.All(arm => Has(other, arm));

    /// <summary>The arms that another plan does not have.</summary>
    internal IReadOnlyList<Arm> Without(StudyPlan other) => [.. Arms.Where(arm => !Has(other, arm))];

    private static bool Has(StudyPlan plan, Arm arm) => plan.Arms.Any(one => one.Id == arm.Id && one.Hash() == arm.Hash());

    /// <summary>The engines that its arms name.</summary>
    internal string Engines =>
        string.Join(", ", Arms.Where(arm => arm.Options.Model is NeuralModelOptions).Select(arm => arm.Options.Engine.Engine)
            .Distinct());

    /// <summary>Whether both have the same arms, trained by another engine.</summary>
    internal bool IsSameButForEngine(StudyPlan other) => Arms.Count == other.Arms.Count
        && Arms.Zip(other.Arms).All(pair => pair.First.Id == pair.Second.Id && WithoutEngine(pair.First) == WithoutEngine(pair.Second));

    /// <summary>The names of the arms that another plan lacks or has with other settings; the engine does not matter.</summary>
    public IReadOnlyList<string> MissingIn(StudyPlan other)
    {
        var there = other.Arms.Select(arm => (arm.Id, WithoutEngine(arm))).ToHashSet();
        return [.. Arms.Where(arm => !there.Contains((arm.Id, WithoutEngine(arm)))).Select(arm => arm.Id)];
    }

    private static string WithoutEngine(Arm arm) => (arm.Options with { Engine = new() }).Hash();

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
                [.. root["arms"]!.AsArray().Select(arm => ReadArm(arm!, path))])
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

    private static Arm ReadArm(JsonNode node, string path)
    {
        var arm = new Arm((string)node["id"]!, OptionBinder.Read(node["options"]!.AsObject()));
        return arm.Hash() == (string?)node["hash"] ? arm : throw Edited(path);
    }

    private static InputException Edited(string path) =>
        new(path,
        $"was edited, or written by a version with other defaults: its arms, seeds or primary outcome do not have the "
        + $"hash that it names. {Again}");
}
