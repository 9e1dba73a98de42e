package io.eventlake.lake.engine;

import io.eventlake.lake.athena.AthenaRelation;
import io.eventlake.lake.athena.AthenaRelations;
import io.eventlake.lake.sql.LakeView;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A view of the lake as statements name it; its columns are found out once. */
final class ViewRelation implements AthenaRelation {

  private final LakeView view;
  private final String database;
  private final AthenaRelations reads;
  private final boolean isBehind;
  private final Function<ViewRelation, Map<String, String>> described;
  private Map<String, String> columns;

  /**
   * @param database as statements call it
   * @param reads what its query can name
   * @param isBehind as of {@link #isBehind}
   * @param described the columns of a view, with their types in Athena's words
   */
  ViewRelation(
      LakeView view,
      String database,
      AthenaRelations reads,
      boolean isBehind,
      Function<ViewRelation, Map<String, String>> described) {
    this.view = view;
    this.database = database;
    this.reads = reads;
    this.isBehind = isBehind;
    this.described = described;
  }

  @Override
  public String database() {
    return database;
  }

  /** What its query can name. */
  AthenaRelations reads() {
    return reads;
  }

  @Override
  public boolean isBehind() {
    return isBehind;
  }

  @Override
  public String name() {
    return view.name();
  }

  @Override
  public boolean isView() {
    return true;
  }

  @Override
  public Optional<String> query() {
    return Optional.of(view.query());
  }

  @Override
  public Map<String, String> columns() {
    if (columns == null) {
      columns = described.apply(this);
    }

    return columns;
  }
}
