package io.eventlake.lake.publish;

import io.eventlake.table.TableName;

/** A publication that is killed on its way. */
public final class Interruption {

  private Interruption() {}

  /** After one table has it. */
  public static void after(Publication publication, TableName table) {
    publication.publish(table);
  }
}
