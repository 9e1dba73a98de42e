#!/usr/bin/env bash
# Checks the quality of the lake's data and tells CloudWatch whether it is as it should be, for the
# alarm eventlake-check.
#
#   check.sh [--stage NAME] [--dry-run]
#
# To be run daily from a machine with access to the lake, by its own scheduler: the service runs no
# commands. Checks that could not be run at all tell CloudWatch nothing, and exit with their code.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arguments '' -- "$@"

verdict checkFailed "$(lake_properties)" check
