package io.eventlake.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of a table as the lines of a golden file, in an order of their own; nulls are left out. */
public final class GoldenRows {

  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldenRows() {}

  public static List<String> lines(List<Map<String, Object>> rows) {
    return rows.stream().sorted(inOrder()).map(GoldenRows::json).toList();
  }

  /** By line of the input where the table knows it, else by the row itself, which begins so. */
  private static Comparator<Map<String, Object>> inOrder() {
    Comparator<Map<String, Object>> byLine =
        Comparator.comparing(
            row -> Integer.valueOf(row.getOrDefault("sequence_number", "0").toString()));
    return byLine.thenComparing(GoldenRows::json);
  }

  private static String json(Map<String, Object> row) {
    try {
      return JSON.writeValueAsString(plain(row));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps of plain values can always be written", e);
    }
  }

  private static Map<String, Object> plain(Map<String, Object> row) {
    Map<String, Object> plain = new LinkedHashMap<>();
    row.forEach(
        (name, value) -> {
          // Each release has another.
          if (value != null && !name.equals("decoder_version")) {
            plain.put(name, name.equals("payload") ? text(value) : plain(value));
          }
        });
    return plain;
  }

  @SuppressWarnings("unchecked")
  private static Object plain(Object value) {
    if (value instanceof LocalDateTime time) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }

    if (value instanceof LocalDate) {
      return value.toString();
    }

    return value instanceof Map ? plain((Map<String, Object>) value) : value;
  }

  private static String text(Object hexadecimal) {
    return new String(HexFormat.of().parseHex(hexadecimal.toString()), StandardCharsets.UTF_8);
  }
}
