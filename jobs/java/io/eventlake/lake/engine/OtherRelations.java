package io.eventlake.lake.engine;

import io.eventlake.lake.athena.AthenaRelation;
import io.eventlake.lake.athena.AthenaRelations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the views of another set read: its own tables and views, by their plain names. */
final class OtherRelations implements AthenaRelations {

  private final AthenaRelations session;
  private final String set;
  private final List<AthenaRelation> all = new ArrayList<>();

  /**
   * @param session that resolves them
   * @param set its name
   */
  OtherRelations(AthenaRelations session, String set) {
    this.session = session;
    this.set = set;
  }

  String set() {
    return set;
  }

  void add(PlainRelation relation) {
    all.add(relation);
  }

  @Override
  public List<AthenaRelation> all() {
    return all;
  }

  @Override
  public String resolve(AthenaRelation relation, Optional<Instant> time) {
    return session.resolve(((PlainRelation) relation).whole(), time);
  }
}
