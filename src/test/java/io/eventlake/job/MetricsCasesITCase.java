package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The owner's examples of product metrics: exports as they lie in a bucket, and what is expected.
 */
class MetricsCasesITCase {

  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path place;

  @ParameterizedTest
  @ValueSource(strings = {"metrics-p01-incremental", "metrics-p02-backfill"})
  void figuresAreAsExpected(String name) throws IOException {
    JsonNode expected = JSON.readTree(CASES.resolve(name).resolve("expected.json").toFile());
    for (JsonNode step : expected.get("steps")) {
      BatchResult result = run(CASES.resolve(name).resolve("bucket"), step);

      assertThat(result.verdict()).isEqualTo("PUBLISHED");
      Map<?, ?> records = (Map<?, ?>) result.facts().get("records");
      step.get("records")
          .fields()
          .forEachRemaining(
              count ->
                  assertThat(records.get(count.getKey()))
                      .as(count.getKey())
                      .isEqualTo(count.getValue().asLong()));
      assertThat(lines("cloudwatch.ndjson")).isEqualTo(list(step.get("cloudwatch")));
      List<JsonNode> items = lines("items.ndjson");
      items.forEach(item -> ((ObjectNode) item).remove("expiresAt"));
      assertThat(items).isEqualTo(list(step.get("rows")));
    }
  }

  private BatchResult run(Path bucket, JsonNode step) {
    boolean isDay = step.get("mode").asText().equals("incremental");
    LocalDate today = LocalDate.parse(step.get("run_day").asText());
    Instant now = today.atTime(2, 30).toInstant(ZoneOffset.UTC);
    return new MetricsJob()
        .run(
            JobCatalog.options()
                .parse(
                    Map.of(
                        "job.name", MetricsJob.NAME,
                        "lake.warehouse", place.resolve("lake").toString(),
                        "metrics.bucket", bucket.toString(),
                        "metrics.export", step.get("export").asText(),
                        "metrics.from", step.get(isDay ? "target_day" : "backfill_start").asText(),
                        "metrics.to",
                            isDay ? step.get("target_day").asText() : today.minusDays(1).toString(),
                        "metrics.out", place.resolve("out").toString())),
            Clock.fixed(now, ZoneOffset.UTC),
            line -> System.out.println(line));
  }

  private List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(place.resolve("out").resolve(file))) {
      lines.add(JSON.readTree(line));
    }

    return lines;
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> list = new ArrayList<>();
    array.forEach(list::add);
    return list;
  }
}
