package io.eventlake.lake.athena;

import java.util.Map;
import java.util.Optional;

/** A table or a view that statements name. */
public interface AthenaRelation {

  /** As analysts write it, without a prefix, in lower case. */
  String database();

  /** In lower case. */
  String name();

  /** Whether its name alone, without a database, means it only where no other has that name. */
  default boolean isBehind() {
    return false;
  }

  /** Whether it is a view. */
  boolean isView();

  /** Its columns in their order with their types in Athena's words; read when first asked for. */
  Map<String, String> columns();

  /** What is said of its columns, of those of which something is. */
  default Map<String, String> comments() {
    return Map.of();
  }

  /** The query of a view in Athena's words, for those who ask how it is made. */
  default Optional<String> query() {
    return Optional.empty();
  }
}
