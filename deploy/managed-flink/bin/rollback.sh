#!/usr/bin/env bash
# Takes an application back to what it was before its last update.
#
#   rollback.sh JOB [--yes] [--stage NAME] [--dry-run]
#
# The service puts back the version before, with the state that the version had when it was left.
# Where the newer version has committed rows meanwhile, that state does not fit the tables any more:
# the job then ends before it has committed anything, and its log names the rewind to run. Where the
# newer version runs and only its jar is bad, update.sh --jar-key with the old jar keeps the state.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arguments JOB --yes -- "$@"

name=$(application "${words[0]}")
now=$(status "$name")
case $now in
  RUNNING | UPDATING | AUTOSCALING) ;;
  *) die "$name is $now: the service rolls back what is RUNNING, UPDATING or AUTOSCALING" ;;
esac
version=$(describe "$name" ApplicationVersionId CURRENT_VERSION)
confirm "Roll $name back from version $version?"
call aws kinesisanalyticsv2 rollback-application --application-name "$name" \
  --current-application-version-id "$version" \
  --query ApplicationDetail.ApplicationVersionId --output text
wait_for "$name" RUNNING
tell "$name was rolled back; if it restarts again and again, its log names the rewind to run"
