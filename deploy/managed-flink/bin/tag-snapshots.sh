#!/usr/bin/env bash
# Tags the tables for the snapshots of an application, so that maintain leaves what they need, and
# takes the tags of snapshots that are gone away. Once more does no harm.
#
#   tag-snapshots.sh JOB [--stage NAME] [--dry-run]
#
# JOB is clickstream, segments or another that has a file of properties here. A snapshot that is tagged
# can be restored whatever maintain --keep says, with backfill.sh --by-tag, as far back as the stream goes.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arguments JOB -- "$@"
job=${words[0]}
name=$(application "$job")

# shellcheck disable=SC2016 # the back ticks are those of JMESPath
listed=$(ask $'SNAPSHOT\tTIME' aws kinesisanalyticsv2 list-application-snapshots \
  --application-name "$name" \
  --query 'SnapshotSummaries[?SnapshotStatus==`READY`].[SnapshotName,SnapshotCreationTimestamp]' \
  --output text)
tags=()
while IFS=$'\t' read -r snapshot taken; do
  [ -n "$taken" ] || continue
  at=TIME
  $dry_run || at=$(utc "$taken")
  tags+=("$snapshot=$at")
done <<<"$listed"
call "$EVENTLAKE" tag --job "$job" --prune --config "$(properties "$job")" "${tags[@]}"
