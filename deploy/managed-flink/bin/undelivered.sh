#!/usr/bin/env bash
# Empties the queue of what could not be delivered: events of producers go into a file, one a line,
# snapshots that could not be taken are told.
#
#   undelivered.sh DIR [--stage NAME] [--dry-run]
#
# DIR must not be there yet. A message leaves the queue when it is in the file, so an end in the middle
# loses none; one that comes twice is one event in the lake. The last line is the command that puts
# the events into the stream.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arguments DIR -- "$@"
folder=${words[0]}
file=$folder/events.ndjson
[ ! -e "$folder" ] || die "$folder is there already: its events may not be in the stream yet"
config=$(lake_properties)
stream=$(property "$config" source stream)
region=$(property "$config" source region)

# take FILE: adds the events of an answer on standard input to the file, forced to disk, and tells of
# snapshots; puts out what deletes the messages.
take() {
  # shellcheck disable=SC2016 # the expressions are those of JavaScript
  node -e '
    const fs = require("fs");
    const messages = JSON.parse(fs.readFileSync(0, "utf8").trim() || "{}").Messages || [];
    const attribute = (one, name) => ((one.MessageAttributes || {})[name] || {}).StringValue;
    const out = fs.openSync(process.argv[1], "a");
    for (const one of messages) {
      if (attribute(one, "SCHEDULE_ARN")) {
        console.error(`no snapshot: ${one.Body}: ${attribute(one, "ERROR_CODE")}: ${attribute(one, "ERROR_MESSAGE")}`);
      } else {
        fs.writeSync(out, one.Body.replace(/[\r\n]+/g, " ") + "\n");
      }
    }
    fs.fsyncSync(out);
    if (messages.length > 0) {
      console.log(JSON.stringify(messages.map((one, i) => ({Id: String(i), ReceiptHandle: one.ReceiptHandle}))));
    }' "$1"
}

url=$(ask QUEUE_URL aws sqs get-queue-url --queue-name "$prefix-undelivered" --query QueueUrl --output text)
$dry_run || mkdir -p "$folder"
entries=ENTRIES
while true; do
  answer=$(ask '' aws sqs receive-message --queue-url "$url" --max-number-of-messages 10 \
    --wait-time-seconds 5 --message-attribute-names All --output json)
  $dry_run || entries=$(take "$file" <<<"$answer")
  [ -n "$entries" ] || break
  # shellcheck disable=SC2016 # the back ticks are those of JMESPath
  left=$(ask 0 aws sqs delete-message-batch --queue-url "$url" --entries "$entries" \
    --query 'length(not_null(Failed, `[]`))' --output text)
  [ "$left" = 0 ] || say "$left of the messages are still in the queue, and come again"
  ! $dry_run || exit 0
done
events=$(wc -l <"$file")
tell "$events events are in $file"
[ "$events" -eq 0 ] || tell "./eventlake produce --stream $stream --region $region --input ${folder@Q}"
