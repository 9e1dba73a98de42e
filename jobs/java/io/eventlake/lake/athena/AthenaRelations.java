package io.eventlake.lake.athena;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a statement can read: tables and views by the names that analysts give them. */
public interface AthenaRelations {

  /** All of them, in the order that a list has them. */
  List<AthenaRelation> all();

  /**
   * What a statement reads in a relation's place.
   *
   * @param time of {@code FOR TIMESTAMP AS OF}; none reads what the session reads
   * @return a name in DuckDB's words, of a view that the call may make first
   * @throws io.eventlake.lake.sql.SqlException when the relation has no past, or none so early
   */
  String resolve(AthenaRelation relation, Optional<Instant> time);
}
