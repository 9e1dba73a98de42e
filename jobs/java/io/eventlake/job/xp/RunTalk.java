package io.eventlake.job.xp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a run says of itself, to people line by line and to programs as facts. */
final class RunTalk {

  private final Consumer<String> lines;
  private final Map<String, Object> facts = new LinkedHashMap<>();

  /**
   * @param lines takes a line for people
   */
  RunTalk(Consumer<String> lines) {
    this.lines = lines;
  }

  Map<String, Object> facts() {
    return facts;
  }

  void say(String line) {
    lines.accept(line);
  }

  void files(String named, int count) {
    facts.put("files", count);
    say(String.format(Locale.ROOT, "%s: %,d new %s.", named, count, count == 1 ? "file" : "files"));
  }

  /** Of landed results. */
  void landed(Landing landing) {
    facts.put("results", landing.read());
    facts.put("rejected", landing.reasons());
    String reasons =
        landing.reasons().entrySet().stream()
            .map(reason -> reason.getKey() + " " + reason.getValue())
            .collect(Collectors.joining(", "));
    say(
        String.format(
            Locale.ROOT,
            "%,d results read, %,d rejected%s.",
            landing.read(),
            landing.rejected(),
            reasons.isEmpty()
                ? ""
                : " (" + reasons + "), which are in bronze.rejected_results with their reasons"));
  }

  /** Of students. */
  void counted(int students, Counting counting) {
    facts.put("students", students);
    facts.put("flags", counting.flags());
    say(
        String.format(
            Locale.ROOT, "%,d %s counted.", students, students == 1 ? "student" : "students"));
    counting
        .changes()
        .forEach(
            (table, rows) ->
                say(
                    String.format(
                        Locale.ROOT, "%s: %,d rows came, %,d went", table, rows[0], rows[1])));
    if (!counting.flags().isEmpty()) {
      say(
          "Earnings of these students whose sources differ: "
              + counting.flags().entrySet().stream()
                  .map(flag -> flag.getValue() + " " + flag.getKey())
                  .collect(Collectors.joining(", ")));
    }
  }

  /** Of counted students that the roster does not have. */
  void strangers(long count, String roster, String timezone) {
    if (count > 0) {
      say(
          String.format(
              Locale.ROOT,
              "%,d of the students are not in %s: their days are those of %s (xp.timezone).",
              count,
              roster,
              timezone));
    }
  }
}
