package io.eventlake.bench.xp;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.RowFiles;
import io.eventlake.table.TableName;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/**
 * A day on which each student has as many claims: half of them events, half results, one to one;
 * every tenth event bundles what another result banked.
 */
final class SchoolDay {

  private static final Instant BEGIN = Instant.parse("2025-09-15T14:00:00Z");
  private static final long MINUTE = 60_000;
  private static final int SCALE = 4;
  private static final int DIGITS = 18;

  private final int students;
  private final int pairs;

  SchoolDay(int students, int claims) {
    this.students = students;
    this.pairs = claims / 2;
  }

  /** Appends the events to the table of the learning family. */
  void events(LakeTables caliper) throws IOException {
    Table table = caliper.load(TableName.SILVER_EVENTS);
    RowType type = caliper.set().rowType(TableName.SILVER_EVENTS);
    Iterator<RowData> rows =
        IntStream.range(0, students * pairs)
            .<RowData>mapToObj(n -> event(type, n % students, n / students))
            .iterator();
    AppendFiles append = table.newAppend();
    for (DataFile file : RowFiles.write(table, rows)) {
      append.appendFile(file);
    }

    append.commit();
  }

  /** Writes the results of some students as a page. */
  void results(Path file, int first, int count, int modifiedMinutes) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("{\"assessmentResults\":[");
      for (int i = 0; i < count * pairs; i++) {
        out.write(i == 0 ? "\n" : ",\n");
        out.write(result(first + i / pairs, i % pairs, modifiedMinutes));
      }

      out.write("]}\n");
    }
  }

  void roster(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("{\"orgs\":[{\"sourcedId\":\"s\",\"timezone\":\"America/Chicago\"}],\"users\":[");
      for (int i = 0; i < students; i++) {
        out.write((i == 0 ? "" : ",") + "{\"sourcedId\":\"" + student(i) + "\",\"org\":\"s\"}");
      }

      out.write("]}\n");
    }
  }

  private static boolean isBank(int pair) {
    return pair % 10 == 1;
  }

  private static String student(int student) {
    return new UUID(student * 0x9E3779B97F4A7C15L, student).toString();
  }

  private GenericRowData event(RowType type, int student, int pair) {
    long time = BEGIN.toEpochMilli() + pair * 15 * MINUTE;
    GenericRowData row = new GenericRowData(type.getFieldCount());
    String id = new UUID(student, pair).toString();
    set(type, row, "event_id", text(id));
    set(type, row, "id", text(id));
    set(type, row, "event_type", text("ActivityEvent"));
    set(type, row, "sensor", text("https://app.example.org"));
    set(type, row, "actor_id", text("https://api.example.org/users/" + student(student)));
    set(type, row, "user_id_hash", text("https://api.example.org/users/" + student(student)));
    set(type, row, "activity_id", text("https://api.example.org/resources/activity-" + pair));
    set(type, row, "subject", text("Math"));
    set(type, row, "ts", TimestampData.fromEpochMillis(time));
    set(type, row, "arrival_ts", TimestampData.fromEpochMillis(time + MINUTE));
    set(type, row, "event_dt", (int) (time / (24 * 60 * MINUTE)));
    if (!isBank(pair)) {
      set(type, row, "measures", measures(isBank(pair + 1) ? 8 : 3));
    }

    return row;
  }

  private static GenericArrayData measures(int xp) {
    DecimalData value =
        DecimalData.fromBigDecimal(BigDecimal.valueOf(xp).setScale(SCALE), DIGITS, SCALE);
    return new GenericArrayData(
        new Object[] {GenericRowData.of(text("xpEarned"), value, null, null, null, null)});
  }

  private static String result(int student, int pair, int modifiedMinutes) {
    int own = isBank(pair) ? pair - 1 : pair;
    Instant scored = BEGIN.plusSeconds(own * 15 * 60L);
    return "{\"sourcedId\":\"r_"
        + student(student)
        + "_"
        + pair
        + (isBank(pair) ? "" : "_attempt_1")
        + "\",\"status\":\"active\",\"dateLastModified\":\""
        + scored.plusSeconds(modifiedMinutes * 60L)
        + "\",\"scoreDate\":\""
        + scored
        + "\",\"scoreStatus\":\"fully graded\",\"student\":{\"sourcedId\":\""
        + student(student)
        + "\"},\"assessmentLineItem\":{\"sourcedId\":\"activity-"
        + pair
        + "_ali\"},\"metadata\":"
        + (isBank(pair) ? "{\"xp\":5,\"xpReason\":\"Banked XP\"}" : "{\"xp\":3}")
        + "}";
  }

  private static StringData text(String value) {
    return StringData.fromString(value);
  }

  private static void set(RowType type, GenericRowData row, String column, Object value) {
    row.setField(type.getFieldIndex(column), value);
  }
}
