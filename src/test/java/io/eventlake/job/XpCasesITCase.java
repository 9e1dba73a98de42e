package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.config.JobOptions;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.engine.LakeEngine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The owner's scenario as it should be and as it is: 9 XP, never 15, after each step. */
class XpCasesITCase {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"xp-p01-document-corrected", "xp-p02-document-bundled"})
  void everyStepOfACaseIsAsExpected(String name) throws IOException {
    Path folder = CASES.resolve(name);
    JsonNode expected = JSON.readTree(folder.resolve("expected.json").toFile());
    for (JsonNode step : expected.get("steps")) {
      Path input = folder.resolve(step.get("input").textValue());
      Map<String, String> more = new HashMap<>();
      if (input.toString().endsWith(".ndjson")) {
        runCaliper(input);
      } else {
        more.put("xp.results", input.toString());
      }

      JobOptions options = options("xp", folder, more);
      assertThat(new XpJob().run(options, CLOCK, line -> {}).verdict()).isEqualTo("PUBLISHED");
      assertThat(new XpJob().run(options, CLOCK, line -> {}).verdict()).isEqualTo("DONE");
      assertThat(totals(options)).isEqualTo(totals(step));
      assertThat(facts(options)).isEqualTo(facts(step));
      assertThat(alarms(options)).isEqualTo(alarms(step));
      LakeAudit audit = LakeAudit.run(Lakes.ofFamily(options.lake, "xp"));
      assertThat(audit.lines()).hasSize(8).allMatch(line -> line.passed());
    }
  }

  private static List<String> totals(JsonNode step) {
    return StreamSupport.stream(step.get("totals").spliterator(), false)
        .map(
            total ->
                total.get("student").textValue()
                    + " "
                    + total.get("day").textValue()
                    + " "
                    + decimal(total.get("xp").textValue()))
        .sorted()
        .toList();
  }

  private static List<String> totals(JobOptions options) {
    return select(options, "SELECT student_id, local_dt, xp FROM gold.agg_daily_xp ORDER BY 1, 2");
  }

  private static List<String> facts(JsonNode step) {
    List<String> facts = new ArrayList<>();
    for (JsonNode fact : step.get("facts")) {
      List<String> columns = new ArrayList<>();
      for (String column :
          List.of("student", "activity", "attempt", "xp", "record", "status", "day")) {
        String text = fact.get(column).asText();
        columns.add(column.equals("xp") ? decimal(text) : text);
      }

      List<String> sources = new ArrayList<>();
      fact.get("sources").forEach(source -> sources.add(source.textValue()));
      columns.add(sources.toString());
      facts.add(String.join(" ", columns));
    }

    facts.sort(null);
    return facts;
  }

  private static List<String> facts(JobOptions options) {
    List<String> facts =
        new ArrayList<>(
            select(
                options,
                "SELECT student_id, activity_id, attempt, xp, record_source, status, local_dt,"
                    + " sources FROM gold.fact_xp"));
    facts.sort(null);
    return facts;
  }

  private static Map<String, Long> alarms(JsonNode step) {
    Map<String, Long> alarms = new TreeMap<>();
    step.get("alarms")
        .fields()
        .forEachRemaining(e -> alarms.put(e.getKey(), e.getValue().asLong()));
    return alarms;
  }

  private static Map<String, Long> alarms(JobOptions options) {
    Map<String, Long> alarms = new TreeMap<>();
    select(options, "SELECT flag FROM gold.fact_xp WHERE flag IS NOT NULL")
        .forEach(flag -> alarms.merge(flag, 1L, Long::sum));
    return alarms;
  }

  private static String decimal(String text) {
    return new BigDecimal(text).setScale(4).toPlainString();
  }

  private static List<String> select(JobOptions options, String statement) {
    try (LakeEngine engine = LakeEngine.over(Lakes.ofFamily(options.lake, "xp"))) {
      return engine.run(statement).all().stream()
          .map(row -> String.join(" ", row.values().stream().map(String::valueOf).toList()))
          .toList();
    }
  }

  private void runCaliper(Path input) throws IOException {
    Path events = Files.createDirectories(directory.resolve("events-" + input.getFileName()));
    Files.copy(input, events.resolve("events.ndjson"));
    Map<String, String> properties = new HashMap<>();
    properties.put("source.type", "files");
    properties.put("source.path", events.toString());
    properties.put("caliper.persons", "keep");
    properties.put("caliper.extensions", "timeback-1");
    LocalRun.start(CaliperJob.job(), options("caliper", null, properties)).ended().join();
  }

  private JobOptions options(String job, Path folder, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("job.name", job);
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.parallelism", "1");
    if (folder != null) {
      properties.put("xp.roster", folder.resolve("roster.json").toString());
    }

    return JobCatalog.options().parse(properties);
  }
}
