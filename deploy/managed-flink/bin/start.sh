#!/usr/bin/env bash
# Starts an application that is stopped.
#
#   start.sh JOB [SNAPSHOT] [--without-state] [--stage NAME] [--dry-run]
#
# From its newest snapshot, or the one that is named. An application that never had one begins anew.
# One that had is started without state only on --without-state: it reads every record that the
# stream still has a second time, and refuses to unless its property job.again-as-of says that this is
# meant (docs/operations.md, 'Starting without state').
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arguments 'JOB [SNAPSHOT]' --without-state -- "$@"
without=${option[--without-state]:-}
[ ${#words[@]} -eq 1 ] || [ -z "$without" ] || die "either a snapshot or --without-state"
[ ${#words[@]} -eq 1 ] || snapshot_name "${words[1]}"

name=$(application "${words[0]}")
now=$(status "$name" READY)
[ "$now" = READY ] || die "$name is $now, not READY"
if [ ${#words[@]} -eq 2 ]; then
  from=$(restore RESTORE_FROM_CUSTOM_SNAPSHOT "${words[1]}")
elif [ -n "$without" ]; then
  from=$(restore SKIP_RESTORE_FROM_SNAPSHOT)
else
  count=$(ask 0 aws kinesisanalyticsv2 list-application-snapshots --application-name "$name" \
    --query 'length(SnapshotSummaries)' --output text)
  if [ "$count" = 0 ]; then
    from=$(restore SKIP_RESTORE_FROM_SNAPSHOT)
  else
    from=$(restore RESTORE_FROM_LATEST_SNAPSHOT)
  fi
fi
call aws kinesisanalyticsv2 start-application --application-name "$name" --run-configuration "$from"
wait_for "$name" RUNNING
tell "$name runs"
