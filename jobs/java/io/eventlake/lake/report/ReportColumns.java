package io.eventlake.lake.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** How the columns of the report's queries are shown, as {@code report/columns.properties} says. */
final class ReportColumns {

  /** As the charts call it, too. */
  private static final String UNKNOWN = "(unknown)";

  private final Properties properties = new Properties();

  ReportColumns() {
    try {
      properties.load(new StringReader(ReportResource.read("columns.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ValueFormat format(String column) {
    return ValueFormat.valueOf(description(column)[0]);
  }

  /** The head of the column. */
  String head(String column) {
    return description(column)[1];
  }

  /** A value of the column as people read it. */
  String text(String column, Object value) {
    ValueFormat format = format(column);
    String text = format.text(value);
    return format == ValueFormat.LABEL ? properties.getProperty("value." + text, text) : text;
  }

  /** A value of a row: where segments could not be looked up, that there are none is not known. */
  String text(List<String> names, List<Object> row, int column) {
    int known = names.indexOf("segments_resolved");
    boolean unknown =
        names.get(column).equals("segment_key")
            && row.get(column) == null
            && known >= 0
            && Boolean.FALSE.equals(row.get(known));
    return unknown ? UNKNOWN : text(names.get(column), row.get(column));
  }

  private String[] description(String column) {
    String description =
        properties.getProperty("column." + column, ValueFormat.TEXT + " " + column);
    return description.split(" ", 2);
  }
}
