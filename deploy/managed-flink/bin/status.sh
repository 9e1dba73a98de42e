#!/usr/bin/env bash
# Shows the applications, their newest snapshots, and the alarms that are on.
#
#   status.sh [JOB ...] [--stage NAME] [--dry-run]
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arguments '[JOB...]' -- "$@"
[ ${#words[@]} -gt 0 ] || words=("${applications[@]}")
names=()
for job in "${words[@]}"; do
  names+=("$(application "$job")")
done

for name in "${names[@]}"; do
  call aws kinesisanalyticsv2 describe-application --application-name "$name" --output table \
    --query 'ApplicationDetail.{Name:ApplicationName,Status:ApplicationStatus,Version:ApplicationVersionId,Since:LastUpdateTimestamp,Jar:ApplicationConfigurationDescription.ApplicationCodeConfigurationDescription.CodeContentDescription.S3ApplicationCodeLocationDescription.FileKey,Parallelism:ApplicationConfigurationDescription.FlinkApplicationConfigurationDescription.ParallelismConfigurationDescription.CurrentParallelism}'
  call aws kinesisanalyticsv2 list-application-snapshots --application-name "$name" --output table \
    --query 'reverse(sort_by(SnapshotSummaries,&to_string(SnapshotCreationTimestamp)))[:5].{Snapshot:SnapshotName,Taken:SnapshotCreationTimestamp,Status:SnapshotStatus}'
done
call aws cloudwatch describe-alarms --alarm-name-prefix "$prefix-" --state-value ALARM \
  --output table --query 'MetricAlarms[].{Alarm:AlarmName,Since:StateUpdatedTimestamp,Meaning:AlarmDescription}'
