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

# One chain of the plan per task. srun forwards the signal sent before the time limit to the program; the program saves and exits with
# code 3, and the task is requeued. TERM is sent by scancel, or by a preemption after which Slurm requeues the task itself.
ended=
trap 'ended=1' TERM
export SRUN_CPUS_PER_TASK="$SLURM_CPUS_PER_TASK"
srun --kill-on-bad-exit=0 '/opt/text collapse/textcollapse' cell --plan /shared/runs/mixing/plan.json --index "$SLURM_ARRAY_TASK_ID" --pack 2
code=$?
if [ "$code" -eq 3 ] && [ -z "$ended" ]; then
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
fi
exit "$code"
