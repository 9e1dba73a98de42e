#!/usr/bin/env bash
# Processes again what came since a snapshot: the tables and the job go back to it together, and on
# from there, with another jar or other properties if they are given.
#
#   backfill.sh JOB SNAPSHOT [--by-tag] [--jar FILE | --jar-key KEY] [--properties] [--yes] [--dry-run]
#
# Refused where the stream does not reach back to the snapshot any more. The tables are found by the
# snapshot's time or, with --by-tag, by the tags that tag-snapshots.sh gave them, which maintain leaves
# there; where that missed, the job ends before it has committed anything and its log names the exact
# rewind, after which start.sh JOB SNAPSHOT is all that is left to do.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

words=()
jar=
key=
file=
tag=
while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) dry_run=true ;;
    --yes) yes=true ;;
    --by-tag) tag=yes ;;
    --jar) jar=$(value "$@") && shift ;;
    --jar-key) key=$(value "$@") && shift ;;
    --properties) file=yes ;;
    -h | --help) usage && exit 0 ;;
    -*) die "there is no option $1; --help tells more" ;;
    *) words+=("$1") ;;
  esac
  shift
done
[ ${#words[@]} -eq 2 ] || die "a job and a snapshot are needed; --help tells more"
[ -z "$jar" ] || [ -z "$key" ] || die "either --jar or --jar-key"
job=${words[0]}
snapshot=${words[1]}
name=$(application "$job")
config=$(properties "$job")
[ -z "$file" ] || file=$config

# Seconds since 1970, of a time or of no argument for now.
seconds() {
  date -u -d "${1:-now}" +%s
}

taken=$(ask now aws kinesisanalyticsv2 describe-application-snapshot \
  --application-name "$name" --snapshot-name "$snapshot" \
  --query SnapshotDetails.SnapshotCreationTimestamp --output text)
hours=$(ask 168 aws kinesis describe-stream-summary \
  --stream-name "$(property "$config" source stream)" \
  --query StreamDescriptionSummary.RetentionPeriodHours --output text)
at=TIME_OF_THE_SNAPSHOT
if ! $dry_run; then
  at=$(utc "$taken")
  [ $(($(seconds) - $(seconds "$at"))) -lt $((hours * 3600)) ] ||
    die "the snapshot is of $at, and the stream keeps $hours hours: what came between is lost to a backfill"
fi

target=(--at "$at")
[ -z "$tag" ] || target=(--to-tag "$snapshot")
call "$EVENTLAKE" rewind --job "$job" "${target[@]}" --config "$config"
confirm "Stop $name, rewind the tables as planned above, and start it from $snapshot?"

before=$(named before-backfill)
if [ "$(status "$name")" = RUNNING ]; then
  take_snapshot "$name" "$before"
  call aws kinesisanalyticsv2 stop-application --application-name "$name"
fi
wait_for "$name" READY
# Planned once more: what the job has committed until it stopped goes back, too.
call "$EVENTLAKE" rewind --job "$job" "${target[@]}" --config "$config" --run
[ -z "$jar" ] || key=$(upload "$jar")
if [ -n "$key$file" ]; then
  version=$(update "$name" "$(changes "$key" "$file" "")")
  say "$name is changed to version $version"
  wait_for "$name" READY
fi
call aws kinesisanalyticsv2 start-application --application-name "$name" \
  --run-configuration "$(restore RESTORE_FROM_CUSTOM_SNAPSHOT "$snapshot")"
wait_for "$name" RUNNING
tell "$name goes on from $snapshot; when it has caught up, run audit.sh"
