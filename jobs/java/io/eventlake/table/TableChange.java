package io.eventlake.table;

import java.util.function.Consumer;
import org.apache.iceberg.UpdateSchema;

/** One difference between a table of the lake and its definition, in words and as a step. */
public final class TableChange {

  /** What a difference means for the table and for a job that wants to write to it. */
  public enum Kind {
    /** The table does not exist: it is created. */
    MISSING_TABLE,
    /** A column is missing: it is added. */
    MISSING_COLUMN,
    /** A column is narrower than defined: it is widened. */
    NARROW_COLUMN,
    /** A column is required, the definition allows null: it is made optional. */
    REQUIRED_COLUMN,
    /** Columns stand in another order: they are moved. */
    COLUMN_ORDER,
    /** Only the documentation, sort order or a property differs: it is set. */
    SETTING,
    /** Cannot be brought about without losing or rewriting data: refused. */
    CONFLICT
  }

  private final Kind kind;
  private final String text;
  private final Consumer<UpdateSchema> step;

  TableChange(Kind kind, String text, Consumer<UpdateSchema> step) {
    this.kind = kind;
    this.text = text;
    this.step = step;
  }

  /** A difference that is no matter of the schema. */
  TableChange(Kind kind, String text) {
    this(kind, text, update -> {});
  }

  public Kind kind() {
    return kind;
  }

  /** Adds to a schema update what this difference needs; nothing where it is not the schema. */
  public void addTo(UpdateSchema update) {
    step.accept(update);
  }

  /** The difference in words, beginning with what differs. */
  @Override
  public String toString() {
    return text;
  }
}
