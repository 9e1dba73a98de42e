package io.eventlake.bench.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is asked: a count, more of the same table, and every report over tables of web. */
final class Statements {

  /** Folders of its reports; those of other families ask for tables that the lake has not. */
  private static final List<String> REPORTS = List.of("common", "web");

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
    for (String of : REPORTS) {
      try (Stream<Path> folders = Files.list(home.resolve("sql/reports").resolve(of))) {
        folders.sorted().forEach(folder -> putReport(all, folder));
      }
    }

    return all;
  }

  private static void putReport(Map<String, Statement> all, Path folder) {
    Path query = folder.resolve("query.sql");
    try {
      all.put(
          "report " + folder.getFileName(),
          new Statement(Files.readString(query), "--file=" + query));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
