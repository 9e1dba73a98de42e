package io.eventlake.job.xp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;

/** Events in the table of the learning family, and pages of results in files, made by hand. */
final class LearningLake {

  static final Instant NOON = Instant.parse("2025-08-15T12:00:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LakeTables caliper;
  private final Path folder;
  private final List<Map<String, Object>> events = new ArrayList<>();
  private final List<ObjectNode> results = new ArrayList<>();
  private int arrivals;

  /**
   * @param folder of pages
   */
  LearningLake(LakeTables caliper, Path folder) {
    this.caliper = caliper;
    this.folder = folder;
  }

  static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  LearningLake event(String name, String student, String activity, Object xp, double minutes) {
    return event(name, student, activity, null, xp, minutes);
  }

  /** Minutes after noon. */
  LearningLake event(
      String name, String student, String activity, Integer attempt, Object xp, double minutes) {
    Map<String, Object> row = new HashMap<>();
    LocalDateTime time = time(minutes);
    row.put("id", id(name));
    row.put("event_id", UUID.randomUUID().toString());
    row.put("event_type", "ActivityEvent");
    row.put("sensor", "https://app.example.org");
    row.put("actor_id", "https://api.example.org/users/" + student);
    row.put("activity_id", "https://api.example.org/resources/" + activity);
    row.put("app_id", "Example Academy");
    row.put("attempt_count", attempt);
    row.put("ts", time);
    row.put("arrival_ts", time(24 * 60 + arrivals++));
    row.put("event_dt", time.toLocalDate());
    row.put("measures", measures(xp));
    events.add(row);
    return this;
  }

  /** The event that was given last, with another value. */
  LearningLake with(String column, Object value) {
    events.get(events.size() - 1).put(column, value);
    return this;
  }

  private List<GenericRecord> measures(Object xp) {
    if (xp == null) {
      return null;
    }

    GenericRecord measure =
        GenericRecord.create(
            silver().schema().findType("measures").asListType().elementType().asStructType());
    measure.setField("metric", "xpEarned");
    measure.setField("value", new BigDecimal(xp.toString()).setScale(4));
    return List.of(measure);
  }

  LearningLake result(String id, String student, String activity, Object xp, double minutes) {
    ObjectNode result = JSON.createObjectNode();
    result.put("sourcedId", id).put("status", "active");
    result.put("dateLastModified", time(minutes).toInstant(ZoneOffset.UTC).toString());
    result.put("scoreDate", time(minutes).toInstant(ZoneOffset.UTC).toString());
    result.put("scoreStatus", "fully graded");
    result.putObject("student").put("sourcedId", student);
    result.putObject("assessmentLineItem").put("sourcedId", activity + "_ali");
    ObjectNode metadata = result.putObject("metadata");
    if (xp != null) {
      metadata.put("xp", new BigDecimal(xp.toString()));
    }

    results.add(result);
    return this;
  }

  LearningLake banked(String student, String activity, Object xp, double minutes) {
    result(student + "_" + activity, student, activity, xp, minutes);
    ((ObjectNode) last().get("metadata")).put("xpReason", "Banked XP");
    return this;
  }

  /** The result that was given last. */
  ObjectNode last() {
    return results.get(results.size() - 1);
  }

  LearningLake modified(double minutes) {
    last().put("dateLastModified", time(minutes).toInstant(ZoneOffset.UTC).toString());
    return this;
  }

  /** Commits the events. */
  void stream() {
    if (!events.isEmpty()) {
      LakeWriter.append(silver(), events);
      events.clear();
    }
  }

  /** Writes the results as a page, and commits the events. */
  Path deliver(String file, boolean isBulk) throws IOException {
    stream();
    ObjectNode page = JSON.createObjectNode();
    ArrayNode all = page.putArray("assessmentResults");
    results.forEach(all::add);
    if (isBulk) {
      page.put("bulk", true);
    }

    results.clear();
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, JSON.writeValueAsString(page));
  }

  private Table silver() {
    return caliper.load(TableName.SILVER_EVENTS);
  }

  private static LocalDateTime time(double minutes) {
    return LocalDateTime.ofInstant(NOON.plusMillis((long) (minutes * 60_000)), ZoneOffset.UTC);
  }
}
