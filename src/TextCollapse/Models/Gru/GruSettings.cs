namespace TextCollapse.Models.Gru;

/// <summary>The size of a gated recurrent network (Cho et al. 2014).</summary>
public sealed record GruSettings
{
    /// <summary>Units per layer.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>Layers, 1 to 3.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Numbers per character that the first layer reads. The network's speed does not depend on it.</summary>
    public int Embedding { get; init; } = 64;

    /// <summary>Finds every setting that cannot be.</summary>
    /// <exception cref="InputException">With all of them, each under <c>model.KEY</c>.</exception>
    public void Check()
    {
        var problems = new List<Problem>();
        if (Hidden is < 1 or > 8192)
            problems.Add(new Problem("model.hidden", $"is {Hidden}; a GRU has from 1 to 8192 units per layer (128 to 512 suit most texts)."));
        if (Layers is < 1 or > 3)
            problems.Add(new Problem("model.layers", $"is {Layers}; a GRU has 1 to 3 layers."));
        if (Embedding is < 1 or > 8192)
            problems.Add(new Problem("model.embedding", $"is {Embedding}; from 1 to 8192."));
        if (problems.Count > 0)
            throw new InputException(problems);
    }
}
