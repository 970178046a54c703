
namespace TextCollapse.Experiments.Execution.Clusters;

/// <summary>What a run asks of Slurm.</summary>
public sealed record SlurmJob
{
    /// <summary>The study's name; the job's after <c>textcollapse-</c>.</summary>
    public required string Study { get; init; }

    /// <summary>The run's folder, an absolute path that every node sees.</summary>
    public required string Folder { get; init; }

    /// <summary>The words that start this program on a node.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>The indices of the array, as Slurm takes them: <c>0-11</c>, <c>2,5-7</c>.</summary>
    public required string Indices { get; init; }

    /// <summary>Chains that a task runs one after another.</summary>
    public int Pack { get; init; } = 1;

    /// <summary>Tasks that run at a time; null for as many as Slurm grants.</summary>
    public int? AtOnce { get; init; }

    /// <summary>Cores per task, and threads.</summary>
    public int Cores { get; init; } = 1;

    /// <summary>Seconds before the time limit at which a task is told to save and leave.</summary>
    public int Notice { get; init; } = 90;

    /// <summary>Further lines for sbatch: <c>--partition=long</c>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
}
