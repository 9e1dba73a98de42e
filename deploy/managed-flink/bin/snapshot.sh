#!/usr/bin/env bash
# Takes a snapshot of a running application, and waits until it can be restored.
#
#   snapshot.sh JOB [NAME] [--stage NAME] [--dry-run]
#
# JOB is clickstream, segments or another that has a file of properties here. Without NAME it is called
# by-hand- and the time. The tables keep what is needed to go back to it for as long as maintain does
# (docs/runbook.md, 'Backfill').
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arguments 'JOB [NAME]' -- "$@"

name=$(application "${words[0]}")
snapshot=${words[1]:-$(named by-hand)}
snapshot_name "$snapshot"
take_snapshot "$name" "$snapshot"
tell "$snapshot"
