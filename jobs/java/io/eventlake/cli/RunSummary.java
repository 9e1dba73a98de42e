package io.eventlake.cli;

import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.lake.RunCounts;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.operator.session.LateShare;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a run has made of its input, for people: what was read, and what became of it. */
final class RunSummary {

  /** What outcomes mean, in the order in which a record comes to them. */
  private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

  static {
    MEANINGS.put(CountedRecord.HANDED_OVER, "records handed over by the source");
    MEANINGS.put(CountedRecord.AGGREGATED, "- of these, packed into a record with others");
    MEANINGS.put(CountedRecord.READ, "records read");
    MEANINGS.put(CountedRecord.FURTHER, "- of these, events behind the first of their record");
    MEANINGS.put(CountedRecord.BRONZE, "valid, in bronze.events");
    MEANINGS.put(CountedRecord.DEAD_LETTER, "rejected, in bronze.dead_letters");
    MEANINGS.put(CountedRecord.NO_CONSENT, "without consent, counted only");
    MEANINGS.put(CountedRecord.SILVER, "distinct events, in silver.events");
    MEANINGS.put(CountedRecord.DUPLICATE, "duplicates of these");
    MEANINGS.put(CountedRecord.NO_SESSION, "distinct events without a session");
    MEANINGS.put(CountedRecord.LATE, "late for their session, in ops.late_events");
    MEANINGS.put(CountedRecord.BEYOND_BOUND, "beyond the bound of their session");
    MEANINGS.put(
        CountedRecord.SEGMENTS_UNRESOLVED, "sessions whose segments could not be looked up");
  }

  /** Told also where there are none: that is news. */
  private static final List<String> ALWAYS =
      List.of(
          CountedRecord.READ,
          CountedRecord.DEAD_LETTER,
          CountedRecord.DUPLICATE,
          CountedRecord.LATE);

  private RunSummary() {}

  static void print(RunCounts counts, PrintWriter out) throws IOException {
    if (counts.rows().isEmpty()) {
      out.println("Nothing was committed.");
      return;
    }

    if (counts.outcomes().isEmpty()) {
      rows(counts.rows(), out);
    } else {
      records(counts.outcomes(), counts.reasons(), out);
    }

    if (!counts.complete()) {
      out.println("These are the newest of its commits; ops.record_counts has all.");
    }
  }

  /** The same for programs, by the names of {@code ops.record_counts}. */
  static Map<String, Object> document(RunCounts counts) {
    Map<String, Long> rows = new LinkedHashMap<>();
    counts.rows().forEach((table, added) -> rows.put(table.toString(), added));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("records", counts.outcomes());
    document.put("rejected", counts.reasons());
    document.put("rows_added", rows);
    document.put("complete", counts.complete());
    return document;
  }

  private static void rows(Map<TableName, Long> rows, PrintWriter out) throws IOException {
    TableResultWriter writer = new TableResultWriter(out);
    writer.begin(List.of("table", "rows added"));
    for (Map.Entry<TableName, Long> table : rows.entrySet()) {
      writer.row(List.of(table.getKey(), table.getValue()));
    }

    writer.end();
  }

  /** Records by their outcome, those that were rejected by the reason as well. */
  static void records(Map<String, Long> outcomes, Map<String, Long> reasons, PrintWriter out)
      throws IOException {
    TableResultWriter writer = new TableResultWriter(out);
    writer.begin(List.of("what became of the records", "records"));
    for (String outcome : inOrder(outcomes)) {
      writer.row(
          List.of(MEANINGS.getOrDefault(outcome, outcome), outcomes.getOrDefault(outcome, 0L)));
      if (outcome.equals(CountedRecord.DEAD_LETTER)) {
        reasons(reasons, writer);
      }
    }

    writer.end();
    LateShare.warning(
            outcomes.getOrDefault(CountedRecord.LATE, 0L),
            outcomes.getOrDefault(CountedRecord.SILVER, 0L))
        .ifPresent(out::println);
  }

  private static void reasons(Map<String, Long> counts, TableResultWriter writer)
      throws IOException {
    List<Map.Entry<String, Long>> reasons = new ArrayList<>(counts.entrySet());
    reasons.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    for (Map.Entry<String, Long> reason : reasons) {
      writer.row(List.of("- " + reason.getKey(), reason.getValue()));
    }
  }

  /** Outcomes of later releases come last. */
  private static List<String> inOrder(Map<String, Long> outcomes) {
    Set<String> all = new LinkedHashSet<>(MEANINGS.keySet());
    all.removeIf(name -> !outcomes.containsKey(name) && !ALWAYS.contains(name));
    all.addAll(new TreeSet<>(outcomes.keySet()));
    return new ArrayList<>(all);
  }
}
