#!/bin/bash
#SBATCH --job-name=textcollapse-mixing-ratios-collect
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --output=/shared/runs/mixing/slurm/collect-%j.log
#SBATCH --open-mode=append
#SBATCH --partition=long
#SBATCH --time=4:00:00

exec '/opt/text collapse/textcollapse' collect /shared/runs/mixing
