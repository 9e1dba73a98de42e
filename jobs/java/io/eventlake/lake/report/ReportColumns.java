package io.eventlake.lake.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/** How the columns of the report's queries are shown, as {@code report/columns.properties} says. */
final class ReportColumns {

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

  private String[] description(String column) {
    String description =
        properties.getProperty("column." + column, ValueFormat.TEXT + " " + column);
    return description.split(" ", 2);
  }
}
