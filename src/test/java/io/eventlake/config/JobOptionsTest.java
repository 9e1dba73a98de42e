package io.eventlake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.job.JobCatalog;
import io.eventlake.testing.TestOptions;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of every group, and how its breach is told. */
class JobOptionsTest {

  /** Knows the groups of all jobs. */
  private static final OptionGroups ALL = JobCatalog.options();

  private static final Map<String, String> FEWEST =
      Map.of("job.name", "clickstream", "source.stream", "events");

  @Test
  void theFewestOptionsRunTheServicesJob() {
    JobOptions options = JobOptions.parse(FEWEST);

    assertThat(options.name).isEqualTo("clickstream");
    assertThat(options.source.type).isEqualTo(SourceOptions.Type.KINESIS);
    assertThat(options.source.initialTimestamp).isNull();
    assertThat(options.session.gap).isEqualTo(Duration.ofMinutes(30));
    assertThat(options.segments.type).isEqualTo(SegmentsOptions.Type.NONE);
    assertThat(options.lake.catalog).isEqualTo(LakeOptions.Catalog.LOCAL);
    assertThat(options.local.webPort).isEqualTo(-1);
  }

  @Test
  void allProblemsAreInOneMessage() {
    Map<String, String> properties =
        Map.of("source.type", "files", "session.gap", "soon", "lake.wharehouse", "w", "x", "y");

    assertThatThrownBy(() -> JobOptions.parse(properties))
        .isInstanceOf(ConfigException.class)
        .message()
        .satisfies(
            message ->
                assertThat(message.split("\n"))
                    .satisfiesExactly(
                        name -> assertThat(name).startsWith("job.name is missing: The job to run"),
                        path ->
                            assertThat(path)
                                .startsWith("source.path is missing: With files: directory"),
                        gap ->
                            assertThat(gap)
                                .startsWith("session.gap = 'soon' is no duration such as "),
                        unknown ->
                            assertThat(unknown)
                                .startsWith(
                                    "lake.wharehouse is not an option, did you mean lake.warehouse? (options of this group: "
                                        + "lake.bronze-warehouse, lake.catalog, ")
                                .contains("lake.warehouse)"),
                        lost -> assertThat(lost).isEqualTo("x is not an option")));
  }

  /** The description is plain text: what it gives as an example can be typed. */
  @Test
  void aMissingOptionIsDescribedInPlainText() {
    assertThatThrownBy(() -> ALL.parse(Map.of("job.name", "replay-dead-letters")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("replay.where is missing: ")
        .hasMessageEndingWith("AND ingest_dt >= DATE '2026-03-01'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lake.warehouse",
        "lake.bronze-warehouse",
        "source.path",
        "segments.path",
        "segments.export-path",
        "local.state-directory",
        "local.restore-from"
      })
  void aPlaceOfAnUnknownKindIsRefused(String option) {
    Map<String, String> properties =
        new TreeMap<>(Map.of("job.name", "clickstream", "source.stream", "s"));
    properties.put(option, "gs://bucket/x");

    assertThatThrownBy(() -> JobOptions.parse(properties))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(option + " = 'gs://bucket/x' is on gs:, which is not known here");
  }

  @Test
  void placesAreSpelledAlike() {
    JobOptions options =
        TestOptions.files("file:///data/a%20b")
            .with("lake.catalog", "glue")
            .with("lake.warehouse", "S3A://bucket/Lake")
            .with("segments.path", "S3://bucket/segments")
            .all();

    assertThat(options.source.path).isEqualTo("/data/a b");
    assertThat(options.lake.warehouse).isEqualTo("s3://bucket/Lake");
    assertThat(options.segments.path).isEqualTo("s3://bucket/segments");
  }

  /** Not what would be needed by the default. */
  @Test
  void aWrongWordIsAllThatIsTold() {
    Map<String, String> properties =
        Map.of("job.name", "clickstream", "source.type", "FILE", "source.path", "events");

    assertThatThrownBy(() -> JobOptions.parse(properties))
        .isInstanceOf(ConfigException.class)
        .message()
        .startsWith("source.type = 'FILE' is none of kinesis, files")
        .doesNotContain("is missing");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        SourceOptions.class,
        DecodeOptions.class,
        SessionOptions.class,
        SegmentsOptions.class,
        LakeOptions.class,
        RebuildOptions.class,
        ReplayOptions.class,
        MaintainOptions.class,
        LocalOptions.class,
        DeployOptions.class
      })
  void noOptionShowsTheWordsOfJava(Class<?> group) throws IllegalAccessException {
    for (Field field : group.getFields()) {
      if (field.getType() == ConfigOption.class) {
        String key = ((ConfigOption<?>) field.get(null)).key();
        Map<String, String> wrong = new HashMap<>(FEWEST);
        wrong.put(key, "no such");
        try {
          ALL.parse(wrong);
        } catch (ConfigException e) {
          assertThat(e.getMessage()).as(key).doesNotContain("enum", "class ", "input string");
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          source.type              | kafka      | is none of kinesis, files
          source.initial-position  | at_timestamp | source.initial-timestamp is missing: With AT_TIMESTAMP
          source.initial-timestamp | 2026-01-31T00:00:00 | is no time such as 2026-03-01T12:00:00Z, 2026-03-01, today
          source.reader            | fan_out    | source.consumer-name is missing: With FAN_OUT
          source.poll-interval     | 199 ms     | is below 200 ms: a shard allows 5 calls a second
          source.files-mode        | watched    | is none of bounded, watch, did you mean watch?
          decode.max-record-bytes  | 0          | must be positive
          decode.comparison-path   | (          | is no regular expression: Unclosed group
          decode.user-ids          | [          | is no regular expression: Unclosed character class
          session.gap              | 0 s        | must be positive
          session.horizon          | 29 min     | is shorter than session.gap
          session.max-duration     | 23 h       | is shorter than 24 h
          session.max-events       | 0          | must be positive
          session.max-events       | 1000001    | is more than 1000000: the sum of a session's payouts
          session.max-events       | many       | is no whole number
          session.out-of-orderness | soon       | is no duration such as 6 h, 90 s, 2 d or PT6H
          session.idle-timeout     | 0 s        | must be positive
          segments.type            | dynamodb   | segments.table is missing: With dynamodb: the table
          segments.initial-load    | scan       | segments.table is missing: With dynamodb: the table
          segments.initial-load    | export     | segments.export-path is missing: With export: folder
          segments.export-time     | tomorrow   | is no time such as 2026-03-01T12:00:00Z
          segments.scan-segments   | 0          | must be at least 1
          segments.scan-rate       | 0          | must be at least 1
          segments.type            | file       | segments.path is missing: With file: NDJSON file
          source.shard-discovery-interval | 0 s | must be positive
          source.files-watch-interval | 0 s     | must be positive
          segments.timeout         | 0 s        | must be positive
          segments.retries         | -1         | is negative
          segments.max-in-flight   | 0          | must be at least 1
          segments.cache-size      | -1         | is negative
          lake.catalog             | rest       | lake.uri is missing: With rest: address
          lake.catalog             | glue       | lake.warehouse = 'warehouse' must be a folder in a bucket
          lake.bronze-warehouse    | s3://source/lake | must be a folder in a bucket, s3://bucket/folder, beside
          lake.database-prefix     | Prod-      | may hold lower-case letters, digits and _ only
          lake.s3-path-style       | maybe      | is none of true, false
          local.parallelism        | 0          | must be positive
          local.checkpoint-interval | 99 ms     | is below 100 ms
          local.state-backend      | disk       | is none of heap, rocksdb
          local.web-port           | 65536      | is no port
          local.web-port           | -2         | is no port
          """)
  void aBrokenRuleIsNamed(String key, String value, String rule) {
    String expected = rule.contains(" is missing") || rule.contains(" = ") ? "" : key + " = '";

    assertThatThrownBy(() -> parse(key, value))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(expected)
        .hasMessageContaining(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "source.initial-timestamp, 2026-01-31T02:00:00+02:00",
    "session.horizon, 30 min",
    "session.max-duration, 24 h",
    "session.max-events, 1000000",
    "session.out-of-orderness, 0 s",
    "source.poll-interval, 200 ms",
    "segments.retries, 0",
    "segments.cache-size, 0",
    "lake.database-prefix, prod_",
    "local.web-port, 0",
    "local.state-backend, rocksdb"
  })
  void whatIsJustAllowed(String key, String value) {
    assertThat(parse(key, value).name).isEqualTo("clickstream");
  }

  @Test
  void instantsHaveAZone() {
    assertThat(parse("source.initial-timestamp", "2026-01-31T02:00:00+02:00").source)
        .extracting(source -> source.initialTimestamp)
        .isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
  }

  @Test
  void aGroupCanBeReadByItself() {
    Map<String, String> properties =
        Map.of("lake.warehouse", "w", "session.gap", "PT1M", "source.type", "nonsense");

    assertThat(JobOptions.parseLake(properties).warehouse).isEqualTo("w");
    assertThat(ALL.parseGap(properties)).isEqualTo(Duration.ofMinutes(1));
    assertThatThrownBy(() -> JobOptions.parseLake(Map.of("lake.nonsense", "")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("lake.nonsense is not an option (options of this group: ");
  }

  /** Another group's values do not matter, its mistyped keys do: they may have meant this one. */
  @Test
  void aMistypedGroupIsTold() {
    assertThatThrownBy(() -> JobOptions.parseLake(Map.of("lak.warehouse", "w")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("lak.warehouse is not an option, did you mean lake.warehouse?");
  }

  @Test
  void aStreamIsReadByItselfWhereOneIsNamed() {
    assertThat(ALL.parseStream(Map.of("source.stream", "s", "lake.catalog", "x")).stream)
        .isEqualTo("s");
    assertThat(ALL.parseStream(Map.of("lake.warehouse", "w"))).isNull();
    assertThat(
            ALL.parseStream(
                Map.of("source.type", "files", "source.path", "p", "source.stream", "s")))
        .isNull();
    assertThatThrownBy(() -> ALL.parseStream(Map.of("source.streams", "s")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("source.streams is not an option");
  }

  private static JobOptions parse(String key, String value) {
    Map<String, String> properties = new HashMap<>(FEWEST);
    properties.put(key, value);
    return JobOptions.parse(properties);
  }

  @Test
  void rebuildNeedsNoStreamButADay() {
    Map<String, String> day = Map.of("job.name", "rebuild", "rebuild.from", "2026-03-01");

    assertThat(ALL.parse(day).own.get(RebuildOptions.GROUP).to)
        .isEqualTo(LocalDate.parse("2026-03-01"));
    assertThatThrownBy(() -> ALL.parse(Map.of("job.name", "rebuild")))
        .hasMessage(
            "rebuild.from is missing: First event day to rebuild, UTC, for example 2026-03-01");
    assertThatThrownBy(
            () ->
                ALL.parse(
                    Map.of(
                        "job.name", "rebuild", "rebuild.from", "2026-03-02", "rebuild.to", "1.3.")))
        .hasMessage("rebuild.to = '1.3.' is no day of the form 2026-03-01, nor today or yesterday");
    assertThatThrownBy(
            () ->
                ALL.parse(
                    Map.of(
                        "job.name",
                        "rebuild",
                        "rebuild.from",
                        "2026-03-02",
                        "rebuild.to",
                        "2026-03-01")))
        .hasMessage("rebuild.to = '2026-03-01' is before rebuild.from");
  }
}
