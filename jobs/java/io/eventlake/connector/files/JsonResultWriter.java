package io.eventlake.connector.files;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON object per row and line; bytes as Base64. */
public final class JsonResultWriter implements ResultWriter {

  private static final ObjectWriter JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build().writer();

  private final Writer out;
  private List<String> columns = List.of();

  public JsonResultWriter(Writer out) {
    this.out = out;
  }

  /**
   * Begins a result.
   *
   * @throws io.eventlake.config.ConfigException when two columns have the same name
   */
  @Override
  public void begin(List<String> columns) {
    ResultColumns.requireDistinct(columns, "an object");
    this.columns = columns;
  }

  @Override
  public void row(List<Object> values) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      object.put(columns.get(i), values.get(i));
    }

    out.write(text(object));
    out.write('\n');
  }

  @Override
  public void end() throws IOException {
    out.flush();
  }

  /** A value as JSON text. */
  static String text(Object value) throws IOException {
    return JSON.writeValueAsString(value);
  }
}
