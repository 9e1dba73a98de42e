package io.eventlake.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/** The row type of a table by the text of its DDL: one column in a line, told by its COMMENT. */
public final class DdlRowType {

  private static final Pattern COLUMN = Pattern.compile("^  `?(\\w+)`? (\\S+) COMMENT '.*$");

  private DdlRowType() {}

  /** {@code table} is as in {@code silver/events}, of web or, where it has none, of any set. */
  public static RowType of(String table) {
    List<String> columns = new ArrayList<>();
    for (String line : text(table).split("\n")) {
      Matcher column = COLUMN.matcher(line);
      if (column.matches()) {
        columns.add("`" + column.group(1) + "` " + flinkType(column.group(2)));
      }
    }

    String type = "ROW<" + String.join(", ", columns) + ">";
    return (RowType) LogicalTypeParser.parse(type, DdlRowType.class.getClassLoader());
  }

  private static String flinkType(String athenaType) {
    return athenaType
        .replaceAll("(\\w+):", "`$1` ")
        .replace("struct<", "ROW<")
        .replaceAll("\\bstring\\b", "STRING")
        .replaceAll("\\btimestamp\\b", "TIMESTAMP(6)")
        .replaceAll("\\bbinary\\b", "BYTES");
  }

  /** The text of its DDL, as {@link #of}. */
  public static String text(String table) {
    for (String set : List.of("", "web/", "common/", "segments/")) {
      try (InputStream in =
          DdlRowType.class.getResourceAsStream("/iceberg-ddl/" + set + table + ".sql")) {
        if (in != null) {
          return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    throw new IllegalArgumentException("There is no DDL of " + table);
  }
}
