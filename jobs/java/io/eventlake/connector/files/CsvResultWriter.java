package io.eventlake.connector.files;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.util.RawValue;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows as separated values with a header line, quoted only where they must be. As in Athena's, null
 * is nothing and an empty text is {@code ""}. Structs and arrays are JSON text, bytes Base64.
 */
public final class CsvResultWriter implements ResultWriter {

  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();

  /** The mapper quotes nothing that is empty, when it quotes only what must be. */
  private static final RawValue EMPTY_TEXT = new RawValue("\"\"");

  private final Writer out;
  private final char separator;
  private SequenceWriter rows;

  public CsvResultWriter(Writer out, char separator) {
    this.out = out;
    this.separator = separator;
  }

  @Override
  public void begin(List<String> columns) throws IOException {
    CsvSchema.Builder schema =
        CsvSchema.builder().setColumnSeparator(separator).setLineSeparator("\n");
    for (int i = 0; i < columns.size(); i++) {
      schema.addColumn(Integer.toString(i)); // two columns may have the same name
    }

    rows = MAPPER.writer(schema.build()).writeValues(out);
    row(List.copyOf(columns));
  }

  @Override
  public void row(List<Object> values) throws IOException {
    // By key, since nulls are left out of what is written by position.
    Map<String, Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      Object cell = cell(values.get(i));
      cells.put(Integer.toString(i), "".equals(cell) ? EMPTY_TEXT : cell);
    }

    rows.write(cells);
  }

  @Override
  public void end() throws IOException {
    rows.close();
    out.flush();
  }

  /** A value as it stands between two separators; null for nothing. */
  static Object cell(Object value) throws IOException {
    if (value instanceof Map || value instanceof List) {
      return JsonResultWriter.text(value);
    } else if (value instanceof byte[]) {
      return Base64.getEncoder().encodeToString((byte[]) value);
    } else if (value instanceof BigDecimal) {
      return ((BigDecimal) value).toPlainString();
    }

    return value;
  }
}
