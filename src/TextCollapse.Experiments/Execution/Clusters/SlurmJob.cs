
namespace TextCollapse.Experiments.Execution.Clusters;

/// <summary>The settings of a Slurm job.</summary>
public sealed record SlurmJob
{
    /// <summary>The study's name; the job is named <c>textcollapse-</c> followed by it.</summary>
    public required string Study { get; init; }

    /// <summary>The run's folder, an absolute path visible to every node.</summary>
    public required string Folder { get; init; }

    /// <summary>The command that starts this program on a node.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>The indices of the array, in Slurm's notation: <c>0-11</c>, <c>2,5-7</c>.</summary>
    public required string Indices { get; init; }

    /// <summary>Chains that a task runs sequentially.</summary>
    public int Pack { get; init; } = 1;

    /// <summary>Maximum number of tasks that run concurrently; null for no limit.</summary>
    public int? AtOnce { get; init; }

    /// <summary>Cores per task; also the number of threads.</summary>
    public int Cores { get; init; } = 1;

    /// <summary>Seconds before the time limit at which a task is signalled to save and exit.</summary>
    public int Notice { get; init; } = 90;

    /// <summary>Additional options for sbatch: <c>--partition=long</c>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
}
