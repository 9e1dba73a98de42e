#!/usr/bin/env bash
# Takes a snapshot of a running application, and waits until it can be restored.
#
#   snapshot.sh JOB [NAME] [--dry-run]
#
# JOB is clickstream or segments. Without NAME it is called by-hand- and the time. The tables keep
# what is needed to go back to it for as long as maintain does (docs/runbook.md, 'Backfill').
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

words "$@"
case ${#words[@]} in
  1 | 2) ;;
  *) die "a job is needed; --help tells more" ;;
esac

name=$(application "${words[0]}")
snapshot=${words[1]:-$(named by-hand)}
[[ $snapshot =~ ^[a-zA-Z0-9_.-]+$ ]] || die "'$snapshot' is no name: letters, digits, _ . and - only"
take_snapshot "$name" "$snapshot"
tell "$snapshot"
