namespace TextCollapse.Studies;

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
    public required Settings Settings { get; init; }

    /// <summary>The chains' seeds, shared by all cells.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>Cells given one by one as lists of changed keys; empty when there is one.</summary>
    public IReadOnlyList<Arm> Arms { get; init; } = [];

    /// <summary>Keys whose every combination is a cell.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Grid { get; init; } = [];

    /// <summary>The cells, each once, in the order of the file. Cells that differ only in keys without a meaning there are one.</summary>
    public IReadOnlyList<Cell> Cells()
    {
        var cells = new Dictionary<string, Cell>(StringComparer.Ordinal);
        foreach (var arm in Arms.DefaultIfEmpty(new Arm("", [])))
            foreach (var changes in Combinations(arm.Changes))
            {
                var settings = Settings.With(changes);
                cells.TryAdd(settings.Hash(), new Cell(CellName.Of(arm.Name, settings, [.. arm.Changes.Select(change => change.Key), .. Grid.Select(axis => axis.Key)]), settings));
            }
        return CellName.MakeUnique([.. cells.Values]);
    }

    private IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> Combinations(IReadOnlyList<KeyValuePair<string, string>> start)
    {
        IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> all = [start];
        foreach (var (key, values) in Grid)
            all = all.SelectMany(changes => values.Select(value => (IReadOnlyList<KeyValuePair<string, string>>)[.. changes, new(key, value)]));
        return all;
    }
}

/// <summary>A cell given by hand: its name (may be empty) and the keys that it changes.</summary>
public sealed record Arm(string Name, IReadOnlyList<KeyValuePair<string, string>> Changes);

/// <summary>One configuration of a study; its chains run once per seed.</summary>
/// <param name="Id">Readable and a valid folder name: what varies, <c>fixed-real-0.5</c>.</param>
/// <param name="Settings">Everything, frozen.</param>
public sealed record Cell(string Id, Settings Settings)
{
    /// <summary>
    /// The settings as another version of the program wrote them into a plan, where it knew fewer keys: a key that it did not know has its default, and the
    /// cell stays the cell that it was. Null where they are this version's.
    /// </summary>
    internal IReadOnlyList<KeyValuePair<string, string>>? Frozen { get; init; }

    /// <summary>What its identity is made of, and what a plan lists.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Listed => Frozen ?? Settings.Applying;

    /// <summary>The cell's identity: SHA-256 of its settings as they were frozen, as 64 hexadecimal digits.</summary>
    public string Hash() => Settings.Hash(Listed);
}
