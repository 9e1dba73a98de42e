package io.eventlake.connector.files;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON array, an object for each row, each on a line as it comes. */
public final class JsonArrayWriter implements ResultWriter {

  private final Writer out;
  private List<String> columns = List.of();
  private boolean empty;

  public JsonArrayWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<String> names) throws IOException {
    ResultColumns.requireDistinct(names, "an object");
    columns = names;
    empty = true;
    out.write("[");
  }

  @Override
  public void row(List<Object> values) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      object.put(columns.get(i), values.get(i));
    }

    out.write(empty ? "\n" : ",\n");
    out.write(JsonResultWriter.text(object));
    empty = false;
  }

  @Override
  public void end() throws IOException {
    out.write(empty ? "]\n" : "\n]\n");
    out.flush();
  }
}
