namespace TextCollapse.Models.Training;

/// <summary>The windows of one step: what is read and what is to be predicted. Allocated once and filled again for every step.</summary>
public sealed class Batch(int rows, int sequence)
{
    /// <summary>The target where nothing is to be predicted: the next symbol is the boundary.</summary>
    public const int Ignored = -1;

    /// <summary>Windows.</summary>
    public int Rows => rows;

    /// <summary>Symbols per window.</summary>
    public int Sequence => sequence;

    /// <summary>The step these windows belong to, from 0.</summary>
    public int Step { get; internal set; }

    /// <summary>Symbols read, [Rows, Sequence], each 0 … V with V = boundary.</summary>
    public ushort[] Inputs { get; } = new ushort[rows * sequence];

    /// <summary>The symbol after each, [Rows, Sequence], 0 … V − 1 or <see cref="Ignored"/>.</summary>
    public int[] Targets { get; } = new int[rows * sequence];

    /// <summary>How many targets are not ignored; the mean loss and gradient are over these.</summary>
    public int Predicted { get; internal set; }

    /// <summary>
    /// True where a recurrent model begins from the zero state instead of where the step before ended. The same for all rows.
    /// </summary>
    public bool StartsFresh { get; internal set; } = true;

    /// <summary>What one row reads.</summary>
    public ReadOnlySpan<ushort> InputsOf(int row) => Inputs.AsSpan(row * sequence, sequence);

    /// <summary>What one row has to predict.</summary>
    public ReadOnlySpan<int> TargetsOf(int row) => Targets.AsSpan(row * sequence, sequence);
}
