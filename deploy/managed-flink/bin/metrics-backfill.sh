#!/usr/bin/env bash
# Counts product metrics from a day to yesterday, from an export of all items: asks DynamoDB for it, then waits
# for it and counts. After an error it is called again: what was begun is gone on with.
#
#   metrics-backfill.sh FROM [--stage NAME] [--dry-run]
#
# FROM is the first day, UTC, as 2026-03-01. To be called as somebody who may what both tasks may. How long it
# takes and what it costs is in docs/runbook.md.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arguments FROM -- "$@"
from=${words[0]}
[[ $from =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] || die "'$from' is no day as 2026-03-01"
batch product-metrics
file=$(properties product-metrics)

call "$EVENTLAKE" metrics export --backfill --from "$from" --config "$file"
call "$EVENTLAKE" metrics run --from "$from" --to yesterday --config "$file"
