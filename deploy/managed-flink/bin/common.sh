# What the scripts share; read by them, not run. Every call of AWS goes through call or ask, so that
# --dry-run can print all of them and make none.
# shellcheck shell=bash

# Else a call that fails within $(...) is passed over, and its script goes on without what it asked for.
# That holds for value=$(...) alone: where the value is a word of case, [ or another command, or the
# condition of a loop, a failed call is an empty answer.
shopt -s inherit_errexit

deploy=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=$(cd "$deploy/../.." && pwd)

# The command line of the lake; another copy of it for a release other than this one.
EVENTLAKE=${EVENTLAKE:-$root/eventlake}

# How long to wait for an application, and how often to look.
WAIT_SECONDS=${WAIT_SECONDS:-1800}
WAIT_INTERVAL=${WAIT_INTERVAL:-10}

dry_run=false
yes=false

die() {
  echo "$(basename "$0"): $1" >&2
  exit 2
}

say() {
  echo "$1" >&2
}

# What was done; nothing was with --dry-run.
tell() {
  $dry_run || echo "$1"
}

# The comment at the head of the script that was called.
usage() {
  sed -n '2,/^[^#]/{/^#/!d;s/^# \{0,1\}//;p;}' "$0"
}

# A command as one could type it.
show() {
  local line=+ word
  for word in "$@"; do
    [[ $word =~ ^[A-Za-z0-9_./:=@%+,-]+$ ]] || word=${word@Q}
    line+=" $word"
  done
  echo "$line" >&2
}

# Does something: printed first, and with --dry-run no more than that.
call() {
  show "$@"
  $dry_run || "$@"
}

# Asks for a value, which with --dry-run is the placeholder that the first argument gives.
ask() {
  local placeholder=$1
  shift
  show "$@"
  if $dry_run; then echo "$placeholder"; else "$@"; fi
}

# arguments WORDS OPTION ... -- ARGUMENT ...: reads the command line, to the end and before anything
# is called. WORDS names those that are no options: 'JOB [NAME]', or '[JOB...]' for any number. An
# option is --name, or --name= where a value follows; each script has --stage and --dry-run, too. Words
# are left in the array words, options in the map option.
arguments() {
  local names known one
  read -r -a names <<<"$1"
  known=" --stage= --dry-run ${*:2} "
  while [ "$1" != -- ]; do shift; done
  shift
  known=${known%% -- *}' '
  words=()
  declare -gA option=()
  while [ $# -gt 0 ]; do
    one=$1
    case $one in
      -h | --help) usage && exit 0 ;;
      -*)
        if [[ $known == *" $one= "* ]]; then
          [ -z "${option[$one]:-}" ] || die "$one is there twice; --help tells more"
          [[ -n ${2:-} && $2 != -* ]] || die "$one needs a value; --help tells more"
          option[$one]=$2
          shift
        elif [[ $one != *=* && $known == *" $one "* ]]; then
          option[$one]=yes
        else
          die "there is no option $one; --help tells more"
        fi
        ;;
      '') die "an argument is empty; --help tells more" ;;
      *) words+=("$one") ;;
    esac
    shift
  done
  count_words "${names[@]}"
  [ -z "${option[--dry-run]:-}" ] || dry_run=true
  [ -z "${option[--yes]:-}" ] || yes=true
  name_stage
}

# The stage, of --stage or the context of the infrastructure: it is in the names of what is called.
name_stage() {
  local given=${option[--stage]:-}
  stage=$(context stage)
  [ -z "$given" ] || stage=$given
  [[ $stage =~ ^([a-z][a-z0-9]{0,9})?$ ]] || die "'$stage' is no stage: up to ten small letters and digits"
  prefix=eventlake${stage:+-$stage}
  files=$deploy${stage:+/stages/$stage}
  [ -f "$(lake_properties)" ] || die "there is no file $(lake_properties)"
  read_jobs
}

# The jobs of the files of properties: their names in applications and batches, the file of each in
# job_file; applications in the order in which they are started in starts.
read_jobs() {
  local listed kind job file
  applications=() batches=() starts=()
  declare -gA job_file=()
  # shellcheck disable=SC2016 # the expressions are those of JavaScript
  listed=$(node -e '
    const fs = require("fs");
    const path = require("path");
    const folder = process.argv[1];
    const jobs = [];
    for (const name of fs.readdirSync(folder).filter((one) => /^application-properties.*[.]json$/.test(one))) {
      const file = path.join(folder, name);
      const groups = JSON.parse(fs.readFileSync(file, "utf8"));
      const of = (id) => (groups.find((one) => one.PropertyGroupId === id) || {}).PropertyMap || {};
      const job = of("job").name;
      if (!job) {
        console.error(`${file} has no job.name`);
        process.exit(2);
      }
      jobs.push({job, file, kind: of("deploy").kind || "streaming", start: Number(of("deploy")["start-order"] || 10)});
    }
    jobs.sort((one, other) => (one.job < other.job ? -1 : 1));
    for (const one of jobs) console.log([one.kind.toLowerCase(), one.job, one.file].join("\t"));
    jobs.sort((one, other) => one.start - other.start);
    for (const one of jobs) console.log(["start", one.job, one.kind.toLowerCase()].join("\t"));' "$files")
  while IFS=$'\t' read -r kind job file; do
    case $kind:$file in
      start:streaming) starts+=("$job") ;;
      start:*) ;;
      streaming:*) applications+=("$job") job_file[$job]=$file ;;
      *) batches+=("$job") job_file[$job]=$file ;;
    esac
  done <<<"$listed"
}

# either NAME ...: the names as one reads them: a, b and c.
either() {
  local IFS=, some
  some="${*:1:$#-1}"
  if [ $# -gt 1 ]; then echo "${some//,/, } and ${*: -1}"; else echo "$*"; fi
}

# context KEY: a value of the context of the infrastructure.
context() {
  node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).context[process.argv[2]] ?? ""' \
    "$deploy/cdk/cdk.json" "$1"
}

# count_words NAME ...: ends the script when there are too few words for these names, or too many.
count_words() {
  local name place=0
  for name in "$@"; do
    case $name in
      *...]) return 0 ;;
      [[]*) ;;
      *) [ ${#words[@]} -gt $place ] || die "$name is needed; --help tells more" ;;
    esac
    place=$((place + 1))
  done
  [ ${#words[@]} -le $place ] || die "there is no place for '${words[place]}'; --help tells more"
}

# The application of a job.
application() {
  [[ " ${applications[*]} " == *" $1 "* ]] || die "'$1' is no job; there are $(either "${applications[@]}")"
  echo "$prefix-$1"
}

# batch JOB: ends the script where there is no batch job of that name.
batch() {
  [ ${#batches[@]} -gt 0 ] || die "there is no batch job: none has a file of properties with deploy.kind batch"
  [[ " ${batches[*]} " == *" $1 "* ]] || die "'$1' is no batch job; there are $(either "${batches[@]}")"
}

# The file of properties of a job.
properties() {
  echo "${job_file[$1]}"
}

# The one by which commands look at the whole lake.
lake_properties() {
  echo "$files/application-properties.json"
}

# snapshot_name NAME: ends the script where no snapshot can have that name.
snapshot_name() {
  [[ $1 =~ ^[a-zA-Z0-9_.-]{1,256}$ && $1 =~ [a-zA-Z0-9] ]] ||
    die "'$1' is no name of a snapshot: letters, digits, _ . and - only, and not of signs alone"
}

# one_jar FILE KEY: ends the script where a jar, in a file or in its bucket, is named wrongly.
one_jar() {
  [ -z "$1" ] || [ -z "$2" ] || die "either --jar or --jar-key"
  [ -z "$1" ] || [ -f "$1" ] || die "there is no file $1"
  [[ -z $2 || $2 =~ ^jars/[A-Za-z0-9_+-][A-Za-z0-9_.+-]*[.]jar$ ]] ||
    die "'$2' is no key of a jar: jars/NAME.jar"
}

# property FILE GROUP KEY: a value of a file of properties.
property() {
  # shellcheck disable=SC2016 # the expressions are those of JavaScript
  node -e '
    const [file, group, key] = process.argv.slice(1);
    const groups = JSON.parse(require("fs").readFileSync(file, "utf8"));
    const found = groups.find((one) => one.PropertyGroupId === group);
    const value = found && found.PropertyMap[key];
    if (value === undefined) {
      console.error(`${file} has no ${group}.${key}`);
      process.exit(2);
    }
    console.log(value);' "$@"
}

# The bucket of jars.
catalog_bucket() {
  local bucket
  bucket=$(context catalogBucket)
  echo "$bucket${stage:+-$stage}"
}

# The jar that this checkout builds.
built_jar() {
  local jars=("$root"/target/eventlake-*-managed-flink.jar)
  if [ ${#jars[@]} -ne 1 ] || [ ! -f "${jars[0]}" ]; then
    die "there is not one jar target/eventlake-*-managed-flink.jar: build it, or name one with --jar"
  fi
  echo "${jars[0]}"
}

# upload JAR: puts it where applications find it. Its key has what it contains in its name: a jar
# that runs is never replaced by another under the same name, and rolling back finds the old one.
upload() {
  local jar=$1 sum key bucket
  bucket=$(catalog_bucket)
  sum=$(sha256sum "$jar" | cut -c 1-12)
  key=jars/$(basename "$jar" .jar)-$sum.jar
  call aws s3 cp "$jar" "s3://$bucket/$key" --only-show-errors
  echo "$key"
}

# describe APPLICATION FIELD PLACEHOLDER
describe() {
  ask "$3" aws kinesisanalyticsv2 describe-application --application-name "$1" \
    --query "ApplicationDetail.$2" --output text
}

status() {
  describe "$1" ApplicationStatus "${2:-RUNNING}"
}

# wait_for APPLICATION STATUS: until it has the status; fails when it cannot get there any more, or
# in time.
wait_for() {
  local application=$1 wanted=$2 now deadline=$((SECONDS + WAIT_SECONDS)) tries=0
  while true; do
    now=$(status "$application" "$wanted")
    [ "$now" != "$wanted" ] || return 0
    case $wanted:$now in
      # At rest instead of running: it did not come up.
      RUNNING:READY | *:DELETING)
        say "$application is $now, not $wanted: see its log group /eventlake/$application"
        return 1
        ;;
    esac
    tries=$((tries + 1))
    if [ "$SECONDS" -ge "$deadline" ] || [ $((tries * WAIT_INTERVAL)) -ge "$WAIT_SECONDS" ]; then
      break
    fi
    sleep "$WAIT_INTERVAL"
  done
  say "$application is $now after $WAIT_SECONDS s, not $wanted"
  return 1
}

# take_snapshot APPLICATION NAME: and waits until it can be restored.
take_snapshot() {
  local application=$1 name=$2 now tries=0
  call aws kinesisanalyticsv2 create-application-snapshot --application-name "$application" \
    --snapshot-name "$name"
  while true; do
    now=$(ask READY aws kinesisanalyticsv2 describe-application-snapshot \
      --application-name "$application" --snapshot-name "$name" \
      --query SnapshotDetails.SnapshotStatus --output text)
    case $now in
      READY) return 0 ;;
      FAILED) break ;;
    esac
    tries=$((tries + 1))
    [ $((tries * WAIT_INTERVAL)) -lt "$WAIT_SECONDS" ] || break
    sleep "$WAIT_INTERVAL"
  done
  say "the snapshot $name of $application is $now: see the log group /eventlake/$application"
  return 1
}

# restore TYPE [SNAPSHOT]: a run configuration. State that the job has no place for is never
# dropped in silence; the service forgets that wish at each update, so it is said each time.
restore() {
  local name=
  [ $# -lt 2 ] || name=",\"SnapshotName\":\"$2\""
  echo "{\"FlinkRunConfiguration\":{\"AllowNonRestoredState\":false},\"ApplicationRestoreConfiguration\":{\"ApplicationRestoreType\":\"$1\"$name}}"
}

# changes KEY FILE PARALLELISM: the update of an application; what is empty stays as it is.
changes() {
  local parts=() bucket groups
  bucket=$(catalog_bucket)
  [ -z "$2" ] || groups=$(compact "$2")
  [ -z "$1" ] || parts+=("\"ApplicationCodeConfigurationUpdate\":{\"CodeContentUpdate\":{\"S3ContentLocationUpdate\":{\"BucketARNUpdate\":\"arn:aws:s3:::$bucket\",\"FileKeyUpdate\":\"$1\"}}}")
  [ -z "$2" ] || parts+=("\"EnvironmentPropertyUpdates\":{\"PropertyGroups\":$groups}")
  [ -z "$3" ] || parts+=("\"FlinkApplicationConfigurationUpdate\":{\"ParallelismConfigurationUpdate\":{\"ConfigurationTypeUpdate\":\"CUSTOM\",\"ParallelismUpdate\":$3}}")
  local IFS=,
  echo "{${parts[*]}}"
}

# A file of properties as one line: the service's own form, without what is for others.
compact() {
  node -p '
    const groups = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    JSON.stringify(groups.filter((one) => !["local", "deploy"].includes(one.PropertyGroupId)));' "$1"
}

# update APPLICATION CHANGES [RUN CONFIGURATION]: tells the new version. Refused by the service when
# somebody else has changed the application since it was looked at.
update() {
  local application=$1 changes=$2 run=() token
  [ $# -lt 3 ] || run=(--run-configuration-update "$3")
  token=$(describe "$application" ConditionalToken CONDITIONAL_TOKEN)
  ask NEW_VERSION aws kinesisanalyticsv2 update-application --application-name "$application" \
    --conditional-token "$token" --application-configuration-update "$changes" "${run[@]}" \
    --query ApplicationDetail.ApplicationVersionId --output text
}

# What the script does next, unless it was told --yes.
confirm() {
  if $dry_run || $yes; then return 0; fi
  local answer=
  read -r -p "$1 [y/N] " answer || true
  [ "$answer" = y ] || die "nothing was changed"
}

# A time as AWS writes it, with a zone or as seconds, as that of UTC. Never later than it was.
utc() {
  local time=$1
  [[ ! $time =~ ^[0-9.]+$ ]] || time=@$time
  date -u -d "$time" +%Y-%m-%dT%H:%M:%SZ
}

# verdict METRIC FILE COMMAND ...: runs a command with a file of properties and tells CloudWatch whether it failed;
# ends with its exit code. What could not be run at all tells nothing.
verdict() {
  local code=0
  call "$EVENTLAKE" "${@:3}" --config "$2" || code=$?
  case $code in
    0 | 1)
      call aws cloudwatch put-metric-data --namespace "Eventlake${stage:+/$stage}" --metric-name "$1" \
        --value "$code" --unit Count
      ;;
  esac
  exit "$code"
}

# A name for a snapshot that is taken now.
named() {
  echo "$1-$(date -u +%Y%m%d-%H%M%S)"
}
