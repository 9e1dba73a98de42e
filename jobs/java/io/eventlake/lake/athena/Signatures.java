package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Athena's functions take. DuckDB makes numbers of texts and conditions of numbers without a
 * word; so what is known of types is compared with what Athena says.
 */
final class Signatures {

  private static final String RESOURCE = "/athena/signatures.txt";

  private static final Map<String, List<Signature>> ALL = read();

  private Signatures() {}

  /** The names of all functions that there are signatures of. */
  static Set<String> names() {
    return ALL.keySet();
  }

  /**
   * Looks whether a call is one of Athena's.
   *
   * @throws SqlException when it is surely none; a wrong number of arguments is not looked at
   */
  static void require(String name, List<ValueType> given) {
    List<Signature> fitting =
        ALL.getOrDefault(name, List.of()).stream()
            .filter(one -> one.hasPlaceFor(given.size()))
            .collect(Collectors.toList());
    if (!fitting.isEmpty() && fitting.stream().noneMatch(one -> one.takes(given))) {
      throw new SqlException(
          String.format(
              Locale.ROOT,
              "Athena has no %s for (%s), but %s; write %s",
              name,
              given.stream().map(ValueType::words).collect(Collectors.joining(", ")),
              fitting.stream().limit(3).map(Signature::text).collect(Collectors.joining(", ")),
              fitting.stream().allMatch(one -> one.text().contains("(varbinary"))
                  ? "to_utf8(text)"
                  : "a CAST"));
    }
  }

  private static Map<String, List<Signature>> read() {
    try (InputStream in = Signatures.class.getResourceAsStream(RESOURCE)) {
      Map<String, List<Signature>> all = new TreeMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line ->
                  all.computeIfAbsent(
                          line.substring(0, line.indexOf('(')), name -> new ArrayList<>())
                      .add(Signature.parse(line)));
      return all;
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " cannot be read", e);
    }
  }
}
