namespace TextCollapse.Models.Training;

/// <summary>The windows of one step, inputs and targets. Allocated once and refilled for every step.</summary>
public sealed class Batch(int rows, int sequence)
{
    /// <summary>The target of ignored positions, where the next symbol is the boundary.</summary>
    public const int Ignored = -1;

    /// <summary>The number of windows.</summary>
    public int Rows => rows;

    /// <summary>Symbols per window.</summary>
    public int Sequence => sequence;

    /// <summary>The step that these windows belong to, from 0.</summary>
    public int Step { get; internal set; }

    /// <summary>Input symbols, [Rows, Sequence], each 0 … V, where V is the boundary.</summary>
    public ushort[] Inputs { get; } = new ushort[rows * sequence];

    /// <summary>The symbol after each input, [Rows, Sequence], 0 … V − 1 or <see cref="Ignored"/>.</summary>
    public int[] Targets { get; } = new int[rows * sequence];

    /// <summary>The number of targets that are not ignored; loss and gradient are means over these.</summary>
    public int Predicted { get; internal set; }

    /// <summary>
    /// True if a recurrent model begins with the zero state instead of the final state of the previous step. The same for all rows.
    /// </summary>
    public bool StartsFresh { get; internal set; } = true;

    /// <summary>The inputs of one row.</summary>
    public ReadOnlySpan<ushort> InputsOf(int row) => Inputs.AsSpan(row * sequence, sequence);

    /// <summary>The targets of one row.</summary>
    public ReadOnlySpan<int> TargetsOf(int row) => Targets.AsSpan(row * sequence, sequence);
}
