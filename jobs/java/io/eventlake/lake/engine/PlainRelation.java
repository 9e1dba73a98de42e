package io.eventlake.lake.engine;

import io.eventlake.lake.athena.AthenaRelation;
import java.util.Map;
import java.util.Optional;

/** A relation of another set as that set's own views call it. */
final class PlainRelation implements AthenaRelation {

  private final String database;
  private final String name;
  private final AthenaRelation whole;

  /**
   * @param database without what the set puts before it
   * @param whole the same, as statements call it
   */
  PlainRelation(String database, AthenaRelation whole) {
    this(database, whole.name(), whole);
  }

  PlainRelation(String database, String name, AthenaRelation whole) {
    this.database = database;
    this.name = name;
    this.whole = whole;
  }

  AthenaRelation whole() {
    return whole;
  }

  @Override
  public String database() {
    return database;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isView() {
    return whole.isView();
  }

  @Override
  public Map<String, String> columns() {
    return whole.columns();
  }

  @Override
  public Map<String, String> comments() {
    return whole.comments();
  }

  @Override
  public Optional<String> query() {
    return whole.query();
  }
}
