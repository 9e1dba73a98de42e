package io.eventlake.bench.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is asked: a count, more of the same table, and every report that ships. */
final class Statements {

  /**
   * A statement.
   *
   * @param argument how the command sql is given it
   */
  record Statement(String text, String argument) {}

  private Statements() {}

  /** The statements of a checkout by their names, in the order in which a session asks them. */
  static Map<String, Statement> all(Path home, Sample sample) throws IOException {
    Map<String, Statement> all = new LinkedHashMap<>();
    put(all, "count", "SELECT COUNT(*) FROM silver.events");
    put(all, "second", "SELECT event_type, COUNT(*) FROM silver.events GROUP BY event_type");
    put(all, "event by id", look("event_id", sample.eventId()));
    put(all, "session by id", look("session_id", sample.sessionId()));
    try (Stream<Path> folders =
        Files.find(home.resolve("sql/reports"), 2, (path, file) -> file.isDirectory())) {
      for (Path report : folders.sorted().collect(Collectors.toList())) {
        Path query = report.resolve("query.sql");
        if (Files.exists(query)) {
          all.put(
              "report " + report.getFileName(),
              new Statement(Files.readString(query), "--file=" + query));
        }
      }
    }

    return all;
  }

  private static String look(String column, String id) {
    return "SELECT * FROM silver.events WHERE " + column + " = '" + id.replace("'", "''") + "'";
  }

  private static void put(Map<String, Statement> all, String name, String text) {
    all.put(name, new Statement(text, text));
  }

  /** The reports among them. */
  static boolean isReport(String name) {
    return name.startsWith("report ");
  }
}
