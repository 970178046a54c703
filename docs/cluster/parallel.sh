#!/bin/sh
# A study over GNU parallel: on the cores of this machine, or over several that share a disk (--sshloginfile hosts).
# Usage: parallel.sh STUDY DIR JOBS     (TEXTCOLLAPSE holds the command, if it is not textcollapse)
set -eu
study=$1 dir=$2 jobs=$3
textcollapse=${TEXTCOLLAPSE:-textcollapse}
mkdir -p "$dir"
[ -e "$dir/plan.json" ] || $textcollapse study plan "$study" --out "$dir/plan.json"
chains=$($textcollapse cell --plan "$dir/plan.json" --count)
# A chain that failed does not stop the others; what is finished is not done again. Codes other than 0 are told by collect.
seq 0 $((chains - 1)) | parallel --will-cite --jobs "$jobs" $textcollapse cell --plan "$dir/plan.json" --index {} --threads 1 --quiet || true
exec $textcollapse collect "$dir"
