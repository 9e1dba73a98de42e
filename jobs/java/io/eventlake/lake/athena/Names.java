package io.eventlake.lake.athena;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names as statements have them: in any case, and nearly right. */
final class Names {

  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private Names() {}

  /** As it is compared. */
  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** A name in DuckDB's words; it cannot be anything but a name there. */
  static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text in DuckDB's words; it cannot be anything but a text there. */
  static String text(String value) {
    if (value.indexOf('\0') >= 0) {
      // The engine takes the statement as a C string.
      return "("
          + List.of(value.split("\0", -1)).stream()
              .map(part -> "'" + part.replace("'", "''") + "'")
              .collect(Collectors.joining(" || chr(0) || "))
          + ")";
    }

    return "'" + value.replace("'", "''") + "'";
  }

  /** The name that was meant, where one is near. */
  static Optional<String> nearest(String name, Collection<String> known) {
    String written = lower(name);
    int most = written.length() < 4 ? 1 : Math.max(2, written.length() / 3);
    return known.stream()
        .filter(one -> !one.isEmpty() && distance(written, lower(one)) <= most)
        .min(
            Comparator.comparingInt((String one) -> distance(written, lower(one)))
                .thenComparing(one -> one));
  }

  /** A half sentence with the name that was meant; empty where none is near. */
  static String didYouMean(String name, Collection<String> known) {
    return nearest(name, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /** How many letters differ. */
  static int distance(String one, String other) {
    return DISTANCE.apply(one, other);
  }
}
