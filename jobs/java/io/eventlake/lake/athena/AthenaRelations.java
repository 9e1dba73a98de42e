package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a statement can read: tables and views by the names that analysts give them. */
public interface AthenaRelations {

  /** All of them, in the order that a list has them. */
  List<AthenaRelation> all();

  /** What the catalog has before the names of databases, and statements may leave out or write. */
  default String prefix() {
    return "";
  }

  /**
   * What a statement reads in a relation's place.
   *
   * @param time of {@code FOR TIMESTAMP AS OF}; none reads what the session reads
   * @return a name in DuckDB's words, of a view that the call may make first
   * @throws SqlException when the relation has no past, or none so early
   */
  String resolve(AthenaRelation relation, Optional<Instant> time);

  /**
   * The same for {@code FOR VERSION AS OF}.
   *
   * @param version the id of a snapshot of the table
   * @throws SqlException when the relation has no such version
   */
  default String resolveVersion(AthenaRelation relation, long version) {
    throw new SqlException(
        "versions are not known here; write FOR TIMESTAMP AS OF the time of snapshot " + version);
  }
}
