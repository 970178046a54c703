#!/bin/sh
# Runs a study with GNU parallel on the cores of this machine, or on several machines that share a disk (--sshloginfile hosts).
# Usage: parallel.sh STUDY DIR JOBS     (TEXTCOLLAPSE: the command, if it is not textcollapse)
set -eu
study=$1 dir=$2 jobs=$3
textcollapse=${TEXTCOLLAPSE:-textcollapse}
mkdir -p "$dir"
[ -e "$dir/plan.json" ] || $textcollapse study plan "$study" --out "$dir/plan.json"
chains=$($textcollapse cell --plan "$dir/plan.json" --count)
# A failed chain does not stop the others; finished chains are not rerun. collect reports failures.
seq 0 $((chains - 1)) | parallel --will-cite --jobs "$jobs" $textcollapse cell --plan "$dir/plan.json" --index {} --threads 1 --quiet || true
exec $textcollapse collect "$dir"
