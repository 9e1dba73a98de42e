#!/usr/bin/env bash
# Audits the lake by what is new in it (audit --new) and tells CloudWatch whether it holds, for the alarm eventlake-audit.
#
#   audit.sh [--stage NAME] [--dry-run]
#
# To be run daily from a machine with access to the lake, by its own scheduler: the service runs no
# commands. An audit that could not be run at all tells CloudWatch nothing, and exits with its code.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arguments '' -- "$@"

verdict auditFailed "$(lake_properties)" audit --new
