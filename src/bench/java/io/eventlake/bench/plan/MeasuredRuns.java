package io.eventlake.bench.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.bench.run.BenchmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a report of whole runs, {@code result.json}, says of the job with one slot and with two. */
final class MeasuredRuns {

  private static final String ONE = "clickstream 1 slot";
  private static final String TWO = "clickstream 2 slots";

  private final JsonNode report;

  private MeasuredRuns(JsonNode report) {
    this.report = report;
  }

  /**
   * Reads the file.
   *
   * @throws BenchmarkException where it is not there or is of other runs
   */
  static MeasuredRuns of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BenchmarkException(file + " is no file: name the result.json of a report");
    }

    JsonNode report = new ObjectMapper().readTree(file.toFile());
    if (!report.path("variants").has(ONE) || !report.path("variants").has(TWO)) {
      throw new BenchmarkException(
          file
              + " is not of runs with one slot and with two: make it with ./eventlake bench"
              + " --slots 1,2 --backend rocksdb");
    }

    return new MeasuredRuns(report);
  }

  /** Microseconds of CPU of an event, without the JIT. */
  double cpuMicros(int slots) {
    return report.path("variants").path(name(slots)).path("cpuWithoutJitNanosPerEvent").asDouble()
        / 1e3;
  }

  /** Data and delete files of a commit, in the mean over the last long run. */
  double filesOfCommit(int slots) {
    return sum(slots, "dataFiles", "deleteFiles") / commits(slots);
  }

  /** Bytes of an event in all tables. */
  double storedBytes(int slots) {
    return sum(slots, "bytes") / longRun(slots).path("events").asDouble();
  }

  /** State of a session in the largest checkpoint, closed and open, bytes. */
  double sessionBytes(int slots) {
    JsonNode figures = longRun(slots).path("figures");
    double ofEvent =
        figures.path("flink").path("largestStateBytes").asDouble()
            / figures.path("flink").path("eventsInLargestState").asDouble();
    JsonNode records = figures.path("records");
    return ofEvent
        * records.path("silver.events").asDouble()
        / records.path("silver.sessions").asDouble();
  }

  /** Distinct events of a session, in the mean. */
  double eventsPerSession() {
    JsonNode records = longRun(1).path("figures").path("records");
    return records.path("silver.events").asDouble() / records.path("silver.sessions").asDouble();
  }

  private double commits(int slots) {
    double most = 0;
    for (JsonNode table : longRun(slots).path("figures").path("tables")) {
      most = Math.max(most, table.path("snapshots").asDouble());
    }

    return most;
  }

  private double sum(int slots, String... figures) {
    double sum = 0;
    for (JsonNode table : longRun(slots).path("figures").path("tables")) {
      for (String figure : figures) {
        sum += table.path(figure).asDouble();
      }
    }

    return sum;
  }

  private JsonNode longRun(int slots) {
    JsonNode last = null;
    for (JsonNode run : report.path("runs")) {
      if (run.path("variant").asText().equals(name(slots))
          && run.path("length").asText().equals("LONG")) {
        last = run;
      }
    }

    if (last == null) {
      throw new BenchmarkException("The report has no long run of " + name(slots));
    }

    return last;
  }

  private static String name(int slots) {
    return slots == 1 ? ONE : TWO;
  }
}
