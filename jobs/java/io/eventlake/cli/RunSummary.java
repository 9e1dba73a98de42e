package io.eventlake.cli;

import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.lake.RunCounts;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run has made of its input, for people: what was read, and what became of it. */
final class RunSummary {

  private static final String READ = "read";

  /** In the order in which a record comes to them; others, of later releases, follow. */
  private static final List<String> OUTCOMES =
      List.of(
          READ,
          "bronze",
          "dead_letter",
          "no_consent",
          "silver",
          "duplicate",
          "no_session",
          "late",
          "beyond_bound",
          "segments_unresolved");

  private static final Map<String, String> MEANINGS =
      Map.of(
          READ,
          "records read",
          "bronze",
          "valid, in bronze.events",
          "dead_letter",
          "rejected, in bronze.dead_letters",
          "no_consent",
          "without consent, counted only",
          "silver",
          "distinct events, in silver.events",
          "duplicate",
          "duplicates of these",
          "no_session",
          "distinct events without a session",
          "late",
          "late for their session, in ops.late_events",
          "beyond_bound",
          "beyond the bound of their session",
          "segments_unresolved",
          "sessions whose segments could not be looked up");

  /** Told also where there are none: that is news. */
  private static final List<String> ALWAYS = List.of(READ, "dead_letter", "duplicate", "late");

  private RunSummary() {}

  static void print(RunCounts counts, PrintWriter out) throws IOException {
    if (counts.rows().isEmpty()) {
      out.println("Nothing was committed.");
      return;
    }

    TableResultWriter writer = new TableResultWriter(out);
    if (counts.outcomes().isEmpty()) {
      writer.begin(List.of("table", "rows added"));
      for (Map.Entry<TableName, Long> table : counts.rows().entrySet()) {
        writer.row(List.of(table.getKey(), table.getValue()));
      }
    } else {
      writer.begin(List.of("what became of the records", "records"));
      for (String outcome : inOrder(counts.outcomes())) {
        writer.row(
            List.of(
                MEANINGS.getOrDefault(outcome, outcome),
                counts.outcomes().getOrDefault(outcome, 0L)));
        if (outcome.equals("dead_letter")) {
          reasons(counts, writer);
        }
      }
    }

    writer.end();
    if (!counts.complete()) {
      out.println("These are the newest of its commits; ops.record_counts has all.");
    }
  }

  private static void reasons(RunCounts counts, TableResultWriter writer) throws IOException {
    List<Map.Entry<String, Long>> reasons = new ArrayList<>(counts.reasons().entrySet());
    reasons.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    for (Map.Entry<String, Long> reason : reasons) {
      writer.row(List.of("- " + reason.getKey(), reason.getValue()));
    }
  }

  private static List<String> inOrder(Map<String, Long> outcomes) {
    Set<String> all = new HashSet<>(outcomes.keySet());
    all.addAll(ALWAYS);
    List<String> names = new ArrayList<>(all);
    names.sort(
        Comparator.comparingInt(
            name -> OUTCOMES.contains(name) ? OUTCOMES.indexOf(name) : OUTCOMES.size()));
    return names;
  }
}
