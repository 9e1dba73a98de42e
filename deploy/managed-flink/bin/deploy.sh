#!/usr/bin/env bash
# Brings a lake to AWS, in phases that each need what the one before has made:
#
#   1 data     streams, buckets, databases, the segment table, roles of people
#   2 jar      into the bucket of the catalog
#   3 tables   ./eventlake tables apply, as the engineer (OPERATOR_PROFILE, a profile of the AWS CLI)
#   4 jobs     applications, their roles, schedules, alarms
#   5 access   grants of Lake Formation, Athena's workgroup; the tasks of product metrics and of results
#   6 start    applications that are not running: from their newest snapshot, or for the first time
#
#   deploy.sh [--jar FILE] [--from PHASE] [--yes] [--stage NAME] [--dry-run]
#
# --yes asks nothing, not even about rights that get wider. An application that runs is changed by
# update.sh, not by this.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

phases=(data jar tables jobs access start)
arguments '' --jar= --from= --yes -- "$@"
jar=${option[--jar]:-}
from=${option[--from]:-data}
[[ " ${phases[*]} " == *" $from "* ]] || die "'$from' is no phase; there are ${phases[*]}"
case $from in
  data | jar)
    [ -n "$jar" ] || jar=$(built_jar)
    one_jar "$jar" ""
    ;;
  *) [ -z "$jar" ] || die "--jar is for the phase jar, and --from $from leaves it out" ;;
esac

cdk() {
  local approval=() of=()
  [ -z "$stage" ] || of=(--context "stage=$stage")
  ! $yes || approval=(--require-approval never)
  (cd "$deploy/cdk" && call npx --no-install cdk deploy --exclusively "$@" "${of[@]}" "${approval[@]}")
}

data() {
  (cd "$deploy/cdk" && call npm ci --ignore-scripts --no-audit --no-fund)
  cdk "$prefix-data"
}

jar() {
  key=$(upload "$jar")
}

tables() {
  local as=() job file set
  [ -z "${OPERATOR_PROFILE:-}" ] || as=(env "AWS_PROFILE=$OPERATOR_PROFILE")
  call "${as[@]}" "$EVENTLAKE" tables apply --config "$(lake_properties)"
  # The other families: those with events of their own. Then what batches write.
  for job in "${applications[@]}"; do
    file=$(properties "$job")
    set=$(property "$file" deploy set)
    if [ "$file" != "$(lake_properties)" ] && [ -f "$root/iceberg-ddl/$set/bronze/events.sql" ]; then
      call "${as[@]}" "$EVENTLAKE" tables apply --family "$set" --config "$file"
    fi
  done
  for job in "${batches[@]}"; do
    file=$(properties "$job")
    set=$(property "$file" deploy set)
    call "${as[@]}" "$EVENTLAKE" tables apply --family "$set" --config "$file"
  done
}

# The jar of an application that exists is what it runs: another in the template would be an update
# without the care of update.sh.
jobs() {
  local first runs code=0 field=ApplicationConfigurationDescription.ApplicationCodeConfigurationDescription
  field=$field.CodeContentDescription.S3ApplicationCodeLocationDescription.FileKey
  first=$prefix-${applications[0]}
  runs=$(describe "$first" "$field" "${key:-JAR_KEY}" 2>"$errors") || code=$?
  cat "$errors" >&2
  if [ "$code" -eq 0 ]; then
    [ "$runs" = "${key:-$runs}" ] ||
      say "$first goes on with $runs; for the new one: update.sh JOB --jar-key $key"
    key=$runs
  else
    grep -q ResourceNotFoundException "$errors" || return "$code"
  fi
  [ -n "${key:-}" ] || die "there is no application yet: begin with --from jar"
  cdk "$prefix-jobs" --context "jar=$key"
}

access() {
  cdk "$prefix-access"
  # Product metrics, where they have a file: their grants name tables, too.
  [ -z "${job_file[product-metrics]:-}" ] || cdk "$prefix-product"
  # The fetch of results, where the file of XP says from where.
  [ -z "${job_file[xp]:-}" ] || ! property "${job_file[xp]}" deploy fetch-url >"$errors" 2>&1 ||
    cdk "$prefix-fetch"
}

start() {
  local job name now more=()
  ! $dry_run || more=(--dry-run)
  [ -z "$stage" ] || more+=(--stage "$stage")
  # In the order of deploy.start-order: the history first, which is what a rebuild joins with.
  for job in "${starts[@]}"; do
    name=$(application "$job")
    now=$(status "$name" READY)
    case $now in
      READY) "$deploy/bin/start.sh" "$job" "${more[@]}" ;;
      *) say "$name is $now, not READY, and left as it is" ;;
    esac
  done
}

errors=$(mktemp)
trap 'rm -f "$errors"' EXIT
reached=false
for phase in "${phases[@]}"; do
  [ "$phase" != "$from" ] || reached=true
  if $reached; then
    say "== $phase"
    "$phase"
  fi
done
