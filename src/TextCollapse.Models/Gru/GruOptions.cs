using TextCollapse.Options;

namespace TextCollapse.Models.Gru;

/// <summary>The size of a gated recurrent network (Cho et al. 2014).</summary>
[Component("gru", "a gated recurrent network; trains within seconds", Paper = "Cho et al. 2014", ForClassroom = true)]
public sealed record GruOptions : NeuralModelOptions
{
    /// <summary>Units per layer.</summary>
    [Option("units per layer", Min = 1, Max = 8192)]
    public int Hidden { get; init; } = 128;

    /// <summary>Layers, 1 to 3.</summary>
    [Option("layers", Min = 1, Max = 3)]
    public int Layers { get; init; } = 1;

    /// <summary>The size of the character embedding. It does not affect the speed of the network.</summary>
    [Option("the size of the character embedding", Min = 1, Max = 8192)]
    public int Embedding { get; init; } = 64;

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant($"GRU of {Hidden}");

    /// <inheritdoc/>
    public override double EstimateWeights(int alphabet) =>
        3.0 * Hidden * (Embedding + Hidden) + (Layers - 1) * 6.0 * Hidden * Hidden + alphabet * (double)(Hidden + Embedding);

    /// <summary>Checks all sizes.</summary>
    /// <exception cref="InputException">A size is out of range; lists all problems, each under <c>model.KEY</c>.</exception>
    public void Check()
    {
        if (OptionSet.Check(this, "model").ToArray() is { Length: > 0 } problems)
            throw new InputException(problems);
    }
}
