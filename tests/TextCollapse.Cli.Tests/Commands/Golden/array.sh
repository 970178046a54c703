#!/bin/bash
#SBATCH --job-name=textcollapse-mixing-ratios
#SBATCH --array=0-5%4
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=8
#SBATCH --output=/shared/runs/mixing/slurm/%A_%a.log
#SBATCH --open-mode=append
#SBATCH --signal=USR2@90
#SBATCH --requeue
#SBATCH --partition=long
#SBATCH --time=4:00:00

# One chain of the plan per task. srun hands the program the signal that comes before the time limit; the program saves and leaves with
# code 3, and the task goes back to the queue. TERM comes from scancel, or from a preemption after which Slurm queues the task itself.
ended=
trap 'ended=1' TERM
export SRUN_CPUS_PER_TASK="$SLURM_CPUS_PER_TASK"
srun --kill-on-bad-exit=0 '/opt/text collapse/textcollapse' cell --plan /shared/runs/mixing/plan.json --index "$SLURM_ARRAY_TASK_ID" --pack 2
code=$?
if [ "$code" -eq 3 ] && [ -z "$ended" ]; then
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
fi
exit "$code"
