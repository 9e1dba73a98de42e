#!/usr/bin/env bash
# Processes again what came since a snapshot: the tables and the job go back to it together, and on
# from there, with another jar or other properties if they are given.
#
#   backfill.sh JOB SNAPSHOT [--by-tag] [--jar FILE | --jar-key KEY] [--properties] [--yes] [--stage NAME] [--dry-run]
#
# Refused where the stream does not reach back to the snapshot any more. The tables are found by the
# snapshot's time or, with --by-tag, by the tags that tag-snapshots.sh gave them, which maintain leaves
# there; where that missed, the job ends before it has committed anything and its log names the exact
# rewind, after which start.sh JOB SNAPSHOT is all that is left to do.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arguments 'JOB SNAPSHOT' --by-tag --jar= --jar-key= --properties --yes -- "$@"
job=${words[0]}
snapshot=${words[1]}
jar=${option[--jar]:-}
key=${option[--jar-key]:-}
snapshot_name "$snapshot"
one_jar "$jar" "$key"
name=$(application "$job")
config=$(properties "$job")
stream=$(property "$config" source stream)
file=
[ -z "${option[--properties]:-}" ] || file=$config

# Seconds since 1970, of a time or of no argument for now.
seconds() {
  date -u -d "${1:-now}" +%s
}

taken=$(ask now aws kinesisanalyticsv2 describe-application-snapshot \
  --application-name "$name" --snapshot-name "$snapshot" \
  --query SnapshotDetails.SnapshotCreationTimestamp --output text)
hours=$(ask 168 aws kinesis describe-stream-summary \
  --stream-name "$stream" \
  --query StreamDescriptionSummary.RetentionPeriodHours --output text)
at=TIME_OF_THE_SNAPSHOT
if ! $dry_run; then
  at=$(utc "$taken")
  now=$(seconds)
  then=$(seconds "$at")
  [ $((now - then)) -lt $((hours * 3600)) ] ||
    die "the snapshot is of $at, and the stream keeps $hours hours: what came between is lost to a backfill"
fi

target=(--at "$at")
[ -z "${option[--by-tag]:-}" ] || target=(--to-tag "$snapshot")
call "$EVENTLAKE" rewind --job "$job" "${target[@]}" --config "$config"
confirm "Stop $name, rewind the tables as planned above, and start it from $snapshot?"

before=$(named before-backfill)
now=$(status "$name")
if [ "$now" = RUNNING ]; then
  take_snapshot "$name" "$before"
  call aws kinesisanalyticsv2 stop-application --application-name "$name"
fi
wait_for "$name" READY
# Planned once more: what the job has committed until it stopped goes back, too.
call "$EVENTLAKE" rewind --job "$job" "${target[@]}" --config "$config" --run
[ -z "$jar" ] || key=$(upload "$jar")
if [ -n "$key$file" ]; then
  changes=$(changes "$key" "$file" "")
  version=$(update "$name" "$changes")
  say "$name is changed to version $version"
  wait_for "$name" READY
fi
call aws kinesisanalyticsv2 start-application --application-name "$name" \
  --run-configuration "$(restore RESTORE_FROM_CUSTOM_SNAPSHOT "$snapshot")"
wait_for "$name" RUNNING
tell "$name goes on from $snapshot; when it has caught up, run audit.sh"
