package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Exit codes and messages of the whole program, before any job runs. */
class MainTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "run --help",
        "sql --help",
        "tables --help",
        "tables list --help",
        "audit --help",
        "generate --help"
      })
  void helpIsFineAndGoesToStandardOutput(String arguments) {
    assertThat(run(arguments)).isZero();
    assertThat(out.toString()).isNotBlank();
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          runn                         | There is no command runn, did you mean run?
          tables shw x                 | There is no command tables shw, did you mean show?
          tables list x                | The word 'x' is one too many
          sql --frmat json             | Unknown option: '--frmat', did you mean --format?
          audit --warehous lake        | Unknown option: '--warehous', did you mean --warehouse?
          audit --warehouse a --warehouse b | The option '--warehouse' (DIR) is given twice
          rewind                       | One of these is needed: --to-savepoint=PATH, --to-tag=NAME,
          rewind --to-checkpoint 1 --to-tag x | Only one of these can be given: --to-tag=NAME, --to-checkpoint=ID
          contract page --format pdf   | Invalid value for option '--format': 'pdf' is none of html, markdown, json
          completion bash --format json | completion has no --format: what it prints is a script
          completion                   | Missing required parameter: 'SHELL', one of bash, zsh
          completion fish              | Invalid value for positional parameter at index 0 (SHELL): 'fish' is none of bash, zsh
          generate --events 5 --out d --share LATE | Invalid value for option '--share': 'LATE' is not of the form QUIRK=SHARE
          maintain --file-size 0       | Invalid value for option '--file-size': '0' is less than 1 mb
          savepoint --path p           | --path names a savepoint that is there; --name says how to tag it
          tag daily                    | 'daily' is not of the form NAME=TIME
          tag daily=soon               | 'daily=soon' is no time such as 2026-03-01T12:00:00Z, 2026-03-01, today or yesterday
          tag a=today a=yesterday      | 'a=yesterday' names a savepoint once more
          sql -f a.sql -f b.sql        | Only one of these can be given, and once: SQL, -f=FILE
          audit --day today --day yesterday | Only one of these can be given, and once: --day=DATE, --since=DATE, --new
          rewind --to-checkpoint x     | Invalid value for option '--to-checkpoint': 'x' is no whole number
          run clickstream --sett a=b   | Unknown option
          run rebuild --family site    | run has no --family
          run rebuild --family=site    | run has no --family
          run clickstream --set a      | Invalid value for option '--set': 'a' is not of the form GROUP.KEY=VALUE
          run clickstream --where a=1  | --where is for the job replay-dead-letters only
          sql SELECT --format xml      | Invalid value for option '--format'
          tables                       | Which? tables list, tables show T, tables apply, tables ddl
          tables show                  | Missing required parameter: 'T'
          tables show no.table         | There is no table no.table; the tables are bronze.events
          audit --gap                  | Unknown option: '--gap'
          check --now tomorrow         | Invalid value for option '--now': 'tomorrow' is no time such as 2026-03-01T12:00:00Z, 2026-03-01, today or yesterday
          maintain --keep soon         | Invalid value for option '--keep': 'soon' is no duration such as 6 h, 90 s, 2 d or PT6H
          maintain --file-size big     | Invalid value for option '--file-size': 'big' is no size such as 64 mb or 1 gb
          maintain --before 1.3.       | Invalid value for option '--before': '1.3.' is no day of the form 2026-03-01
          maintain --table silver.event | There is no table silver.event, did you mean silver.events? The tables are bronze.events
          check --table sessions       | There is no table sessions, did you mean silver.sessions? The tables are
          sql SELECT --format jsn      | Invalid value for option '--format'
          generate --events 5          | Missing required option: '--out=DIR'
          generate --events x --out d  | Invalid value for option '--events'
          generate --events 5 --out HDFS:///d | Invalid value for option '--out': 'HDFS:///d' is on HDFS:, which is not known here
          report --out s3://b/r        | Invalid value for option '--out': 's3://b/r' is on S3: name a path of this machine
          """)
  void wrongUsageIsTwo(String arguments, String message) {
    assertThat(run(arguments + (arguments.startsWith("tables show n") ? warehouse() : "")))
        .isEqualTo(2);
    assertThat(err.toString()).startsWith(message).contains("Try: ./eventlake");
    assertThat(out.toString()).isEmpty();
  }

  /** Such as of a path; picocli would warn of them on standard error. */
  @Test
  void quotesWithinAValueAreItsLetters() {
    CommandLine command = Main.commandLine(new Main());
    command.parseArgs(
        "run", "clickstream", "--set", "source.path=/a \"b' c=d", "--set", "a.b=\"x=y\" \"");

    RunCommand run = command.getSubcommands().get("run").getCommand();
    assertThat(run.given.read())
        .containsEntry("source.path", "/a \"b' c=d")
        .containsEntry("a.b", "\"x=y\" \"");
    assertThat(CommandLine.tracer().getLevel()).isEqualTo(CommandLine.TraceLevel.OFF);
  }

  /** A letter is left out, as it is between quick fingers. */
  @Test
  void aMistypedOptionOfAnyCommandIsToldTheNearest() {
    CommandModel.commands()
        .forEach(
            (name, command) ->
                command.getCommandSpec().options().stream()
                    .map(OptionSpec::longestName)
                    .filter(option -> option.length() > 4)
                    .forEach(
                        option -> {
                          String mistyped = option.substring(0, 3) + option.substring(4);
                          UnmatchedArgumentException unknown =
                              new UnmatchedArgumentException(command, List.of(mistyped, "json"));
                          assertThat(UsageWords.of(unknown))
                              .as(name)
                              .startsWith("Unknown option: '" + mistyped + "', did you mean ")
                              .contains(option);
                        }));
  }

  @Test
  void aBuildServerHasAReportOfALakeThatIsNotThere() {
    int plain = run("check" + warehouse());
    String sentence = err.toString().strip();
    err.getBuffer().setLength(0);
    out.getBuffer().setLength(0);

    assertThat(run("check --format junit" + warehouse())).isEqualTo(plain).isNotZero();
    assertThat(out.toString())
        .startsWith("<?xml ")
        .contains("tests=\"1\" failures=\"0\" errors=\"1\"", sentence.substring(0, 20));
    assertThat(err.toString()).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource({"sql SELECT --format jsn, json", "generate --events 5 --out d --share LAT=0.5, LATE"})
  void aMistypedChoiceIsToldTheNearest(String arguments, String choice) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString()).contains(", did you mean " + choice + "?");
  }

  /** Those that are properties as well are looked at as such. */
  @Test
  void everyOptionThatNamesAPlaceIsLookedAt() {
    List<OptionSpec> places = new ArrayList<>();
    addPlaces(new CommandLine(new Main()), places);

    assertThat(places).hasSizeGreaterThan(20);
    assertThat(places)
        .filteredOn(option -> !option.longestName().equals("--warehouse"))
        .allSatisfy(
            option ->
                assertThat(
                        option.type() == Path.class
                            || List.of(option.converters()).stream()
                                .anyMatch(PlaceConverter.class::isInstance))
                    .as(option.longestName())
                    .isTrue());
  }

  private static void addPlaces(CommandLine command, List<OptionSpec> places) {
    command.getCommandSpec().options().stream()
        .filter(option -> List.of("DIR", "PATH", "FILE").contains(option.paramLabel()))
        .forEach(places::add);
    command.getSubcommands().values().forEach(below -> addPlaces(below, places));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run clickstrem                          | There is no job clickstrem, did you mean clickstream? The jobs are clickstream, site, caliper, segments, rebuild
          backfill clickstrem --from-savepoint p  | There is no job clickstrem, did you mean clickstream? The jobs are clickstream, site, caliper, segments
          tables list --set lak.catalog=rest      | lak.catalog is not an option, did you mean lake.catalog?
          run clickstream                         | source.stream is missing: Name or ARN of the Kinesis stream
          run replay-dead-letters                 | replay.where is missing: Dead letters to decode again
          run clickstream --config none.json      | The configuration file none.json does not exist
          sql -f none.sql                         | The statements in the file none.sql cannot be read
          tables list --set lake.catalog=rest     | lake.uri is missing: With rest: address of the catalog
          tables list --set =x                    | '' is not an option
          demo --web-port 99999                   | --web-port = '99999' is no port, nor 0 for any
          produce --stream s --rate 1 --events 1 --endpoint nope | 'nope' is no endpoint of a service such as http://127.0.0.1:4567
          run caliper --set source.stream=s       | caliper.persons-key is missing: File with the key of the pseudonyms, at least 16 bytes: openssl rand -hex 32 > persons.key makes one
          validate --family caliper - --set caliper.extensions=timeback-9 | caliper.extensions: there is no extension timeback-9, there is timeback-1
          produce --stream s --rate 1 --family sit | There is no family sit, did you mean site? The families are web, site, caliper
          tables list --set lake.query-memory=lots | lake.query-memory = 'lots' is no size such as 64 mb or 1 gb
          tables apply --set lake.catalog=files   | lake.catalog = 'files' is none of local,
          audit --set session.gap=soon            | session.gap = 'soon' is no duration such as
          tables apply --warehouse abfs://c/lake  | lake.warehouse = 'abfs://c/lake' is on abfs:, which is not known here
          tables apply --warehouse S3:bucket      | lake.warehouse = 'S3:bucket' must be s3://bucket/folder
          tables apply --warehouse S3://bucket/x  | lake.warehouse = 's3://bucket/x' must be a directory with the local catalog
          savepoint --set local.state-directory=S3://b/x | local.state-directory = 'S3://b/x' is on S3
          """)
  void wrongConfigurationIsTwoAndOneSentence(String arguments, String message) {
    String lake = arguments.startsWith("audit") ? existing() : "";

    assertThat(run(arguments + lake)).isEqualTo(2);
    assertThat(err.toString()).startsWith(message);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void runWithoutANameListsTheJobs() {
    assertThat(run("run")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("Which job? There are")
        .contains("  clickstream          streaming  web events from Kinesis or files")
        .contains("  maintain             batch      large files of small ones");
    assertThat(run("run --help")).isZero();
    assertThat(out.toString())
        .contains("Jobs:", "  rebuild              batch      silver and gold");
  }

  @Test
  void eachFaultOfAConfigurationHasItsLine() {
    assertThat(run("run clickstream --set source.strem=s")).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("source.stream is missing: "))
        .anyMatch(line -> line.startsWith("source.strem is not an option, did you mean source.st"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sql SHOW", "tables list", "tables show silver.events", "audit"})
  void aMissingLakeIsOneAndOneSentence(String arguments) {
    assertThat(run(arguments + warehouse())).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("There is no lake in " + directory.resolve("lake") + "; name another with")
        .satisfies(text -> assertThat(text.lines()).hasSize(1));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aMissingDirectoryOfEvents() {
    int code =
        run(
            "run clickstream --set source.type=files --set source.path="
                + directory.resolve("none")
                + " --set lake.warehouse="
                + directory.resolve("lake"));

    assertThat(err.toString()).contains(directory.resolve("none").toString());
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(code).isEqualTo(2);
  }

  @Test
  void theStackTraceOnRequestOnly() {
    assertThat(run("audit --verbose" + warehouse())).isEqualTo(1);
    assertThat(err.toString()).contains("\tat io.eventlake.");
  }

  private String warehouse() {
    return " --warehouse " + directory.resolve("lake");
  }

  private String existing() {
    assertThat(run("tables apply" + warehouse())).isZero();
    return warehouse();
  }

  private int run(String arguments) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments.split(" "));
  }
}
