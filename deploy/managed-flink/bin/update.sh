#!/usr/bin/env bash
# Changes a running application, with its state: another jar, other properties, more or fewer KPUs.
#
#   update.sh JOB [--jar FILE | --jar-key KEY] [--properties] [--parallelism N] [--stage NAME] [--dry-run]
#
#   --jar FILE        puts this jar into its bucket and runs it
#   --jar-key KEY     runs a jar that is there, jars/...
#   --properties      gives the application the committed file of properties
#   --parallelism N   as many subtasks, one on each KPU
#
# First a snapshot is taken that one can return to (rollback.sh, backfill.sh). The update then goes
# on from the newest state, not from that snapshot: what the job commits between the two is in the
# tables, and a state from before it would not fit them.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arguments JOB --jar= --jar-key= --properties --parallelism= -- "$@"
job=${words[0]}
jar=${option[--jar]:-}
key=${option[--jar-key]:-}
parallelism=${option[--parallelism]:-}
file=${option[--properties]:-}
[ -n "$jar$key$parallelism$file" ] || die "there is nothing to change; --help tells more"
one_jar "$jar" "$key"
[ -z "$parallelism" ] || [[ $parallelism =~ ^[1-9][0-9]{0,2}$ ]] || die "--parallelism is a number from 1 to 999"
[ -z "$file" ] || file=$(properties "$job")

name=$(application "$job")
now=$(status "$name")
[ "$now" = RUNNING ] || die "$name is $now: it is updated while it is RUNNING, so that its state is kept"
[ -z "$jar" ] || key=$(upload "$jar")
before=$(named before-update)
take_snapshot "$name" "$before"
changes=$(changes "$key" "$file" "$parallelism")
version=$(update "$name" "$changes" "$(restore RESTORE_FROM_LATEST_SNAPSHOT)")
wait_for "$name" RUNNING
# A version that does not come up is taken back by the service, which then runs the one before.
runs=$(describe "$name" ApplicationVersionId "$version")
if [ "$runs" != "$version" ]; then
  say "$name runs version $runs, not $version: the service has taken the update back; see its log"
  exit 1
fi
tell "$name was updated; from before it there is the snapshot $before"
