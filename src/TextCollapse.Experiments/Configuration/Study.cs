namespace TextCollapse.Experiments.Configuration;

/// <summary>What a study file asks for.</summary>
public sealed record Study
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in a sentence or two; may be empty.</summary>
    public string About { get; init; } = "";

    /// <summary>How long it takes on two cores, as its author saw it; may be empty.</summary>
    public string Expect { get; init; } = "";

    /// <summary>What is held constant.</summary>
    public IReadOnlyList<Assignment> Constants { get; init; } = [];

    /// <summary>The chains' seeds, shared by all arms.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>Arms given one by one as lists of changed keys; empty when there is one.</summary>
    public IReadOnlyList<StatedArm> StatedArms { get; init; } = [];

    /// <summary>Keys whose every combination is an arm.</summary>
    public IReadOnlyList<GridAxis> Grid { get; init; } = [];

    /// <summary>What it is about, stated before it runs.</summary>
    public PrimaryOptions Primary { get; init; } = new();

    /// <summary>The options that are held constant, without those of any arm.</summary>
    /// <exception cref="InputException">A value is not allowed for the chosen model or component.</exception>
    public ArmOptions Options => OrThrow(problems => OptionBinder.Bind(Constants, problems));

    /// <summary>The arms, each once, in the order of the file. StatedArms that differ only in keys that do not apply are merged.</summary>
    /// <exception cref="InputException">A value is not allowed for the chosen model or component.</exception>
    public IReadOnlyList<Arm> Arms() => OrThrow(Arms);

    /// <summary>The study with other constants in the place of some; what is wrong among them is left out.</summary>
    public Study With(IEnumerable<KeyValuePair<string, string>> changes) => this with
    {
        Constants = [.. Constants, .. changes.Select(change => OptionBinder.Parse(change.Key, change.Value, $"--set {change.Key}", []))
            .OfType<Assignment>()],
    };

    /// <summary>The same, with everything that is wrong.</summary>
    internal IReadOnlyList<Arm> Arms(List<Problem> problems)
    {
        var arms = new Dictionary<string, Arm>(StringComparer.Ordinal);
        foreach (var arm in StatedArms.DefaultIfEmpty(new StatedArm("", [])))
            foreach (var changes in Combinations(arm.Changes))
            {
                var options = OptionBinder.Bind([.. Constants, .. changes], problems);
                arms.TryAdd(options.Hash(), new Arm(ArmName.Of(arm.Name, options, [.. changes.Select(change => change.Key)]), options));
            }
        return ArmName.MakeUnique([.. arms.Values]);
    }

    private IEnumerable<IReadOnlyList<Assignment>> Combinations(IReadOnlyList<Assignment> start)
    {
        IEnumerable<IReadOnlyList<Assignment>> all = [start];
        foreach (var axis in Grid)
            all = all.SelectMany(changes => axis.Values.Select(value => (IReadOnlyList<Assignment>)[.. changes, value]));
        return all;
    }

    private static T OrThrow<T>(Func<List<Problem>, T> make)
    {
        var problems = new List<Problem>();
        var made = make(problems);
        return problems.Count == 0 ? made : throw new InputException([.. problems.Distinct()]);
    }
}

/// <summary>An arm given by hand: its name (may be empty) and the keys that it changes.</summary>
public sealed record StatedArm(string Name, IReadOnlyList<Assignment> Changes);

/// <summary>A key of a grid with its values.</summary>
public sealed record GridAxis(string Key, IReadOnlyList<Assignment> Values);

/// <summary>One configuration of a study; its chains run once per seed.</summary>
/// <param name="Id">Readable and a valid folder name: what varies, <c>fixed-real-0.5</c>.</param>
/// <param name="Options">Everything, frozen.</param>
public sealed record Arm(string Id, ArmOptions Options)
{
    /// <summary>The arm's identity: SHA-256 of the options that apply and differ from their defaults, as 64 hexadecimal digits.</summary>
    public string Hash() => Options.Hash();
}
