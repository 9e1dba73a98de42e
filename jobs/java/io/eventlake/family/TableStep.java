package io.eventlake.family;

import io.eventlake.table.TableName;

/**
 * How the rows of one table are made, in a step of the pipeline.
 *
 * @param <T> what makes them
 */
public final class TableStep<T> {

  private final TableName table;
  private final String uid;
  private final T rows;

  /**
   * @param uid of the step without the pipeline's prefix, for example {@code click-rows}: it names
   *     the step's state and stays for ever
   */
  public TableStep(TableName table, String uid, T rows) {
    this.table = table;
    this.uid = uid;
    this.rows = rows;
  }

  public TableName table() {
    return table;
  }

  public String uid() {
    return uid;
  }

  /** The uid in words, for people. */
  public String name() {
    return Character.toUpperCase(uid.charAt(0)) + uid.substring(1).replace('-', ' ');
  }

  public T rows() {
    return rows;
  }
}
