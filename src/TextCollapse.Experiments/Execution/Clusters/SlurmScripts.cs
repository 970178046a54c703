using System.Globalization;
using System.Text.RegularExpressions;

namespace TextCollapse.Experiments.Execution.Clusters;

/// <summary>
/// The two batch scripts of a run: an array with one task per chain, and the step that collects the results. They call the <c>arm</c> and
/// <c>collect</c> commands that users run by hand.
/// </summary>
public static partial class SlurmScripts
{
    private const string ArrayComment =
        "# One chain of the plan per task. srun forwards the signal sent before the time limit to the program; the program saves and "
        + "exits with\n"
        + "# code 3, and the task is requeued. TERM is sent by scancel, or by a preemption after which Slurm requeues the "
        + "task itself.";

    /// <summary>The array. A task that was stopped (exit code 3) saves, exits and is requeued; one that failed is not.</summary>
    public static string Array(SlurmJob job)
    {
        var limit = job.AtOnce is { } most ? string.Create(CultureInfo.InvariantCulture, $"%{most}") : "";
        var plan = Quoted(job.Folder + "/plan.json");
        var pack = job.Pack > 1 ? string.Create(CultureInfo.InvariantCulture, $" --pack {job.Pack}") : "";
        return $$"""
            #!/bin/bash
            #SBATCH --job-name=textcollapse-{{Name(job.Study)}}
            #SBATCH --array={{job.Indices}}{{limit}}
            #SBATCH --nodes=1
            #SBATCH --ntasks=1
            #SBATCH --cpus-per-task={{job.Cores.ToString(CultureInfo.InvariantCulture)}}
            #SBATCH --output={{job.Folder}}/slurm/%A_%a.log
            #SBATCH --open-mode=append
            #SBATCH --signal=USR2@{{job.Notice.ToString(CultureInfo.InvariantCulture)}}
            #SBATCH --requeue
            {{Lines(job.Options)}}
            {{ArrayComment}}
            ended=
            trap 'ended=1' TERM
            export SRUN_CPUS_PER_TASK="$SLURM_CPUS_PER_TASK"
            srun --kill-on-bad-exit=0 {{Words(job.Program)}} cell --plan {{plan}} --index "$SLURM_ARRAY_TASK_ID"{{pack}}
            code=$?
            if [ "$code" -eq 3 ] && [ -z "$ended" ]; then
              scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
            fi
            exit "$code"

            """;
    }

    /// <summary>
    /// The collecting step: runs after every task of the array has ended, successfully or not, and reports missing chains.
    /// </summary>
    public static string Collect(SlurmJob job) => $$"""
        #!/bin/bash
        #SBATCH --job-name=textcollapse-{{Name(job.Study)}}-collect
        #SBATCH --nodes=1
        #SBATCH --ntasks=1
        #SBATCH --output={{job.Folder}}/slurm/collect-%j.log
        #SBATCH --open-mode=append
        {{Lines(job.Options)}}
        exec {{Words(job.Program)}} collect {{Quoted(job.Folder)}}

        """;

    private static string Lines(IReadOnlyList<string> options) => string.Concat(options.Select(option => $"#SBATCH {option}\n"));

    private static string Name(string study) => NotForNames().Replace(study, "-");

    private static string Words(IReadOnlyList<string> words) => string.Join(' ', words.Select(Quoted));

    /// <summary>A word quoted for the shell.</summary>
    private static string Quoted(string word) => Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex NotForNames();

    [GeneratedRegex(@"\A[A-Za-z0-9_./:=@%+,-]+\z")]
    private static partial Regex Plain();
}
