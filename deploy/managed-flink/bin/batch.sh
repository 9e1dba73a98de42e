#!/usr/bin/env bash
# Runs a batch job and tells CloudWatch whether it failed, for the alarm that has its name.
#
#   batch.sh JOB [--stage NAME] [--dry-run]
#
# JOB is one that has a file of properties here with deploy.kind batch. To be run as often as deploy.hours
# asks for, from a machine with access to the lake, by its own scheduler: the service runs no commands.
# A job that could not be run at all tells CloudWatch nothing, and exits with its code.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arguments JOB -- "$@"
job=${words[0]}
batch "$job"

verdict "${job}Failed" "$(properties "$job")" run "$job"
