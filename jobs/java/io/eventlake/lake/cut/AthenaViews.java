package io.eventlake.lake.cut;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.table.TableName;
import java.util.stream.Collectors;

/**
 * Views by which Athena reads a cut: {@code gold.fact_funnel_cut_NAME} beside {@code
 * gold.fact_funnel}. They name snapshots by their ids, since Athena documents no other way.
 */
public final class AthenaViews {

  private final LakeCatalog lake;
  private final PublishedCut cut;

  public AthenaViews(LakeCatalog lake, PublishedCut cut) {
    this.lake = lake;
    this.cut = cut;
  }

  /** The statements that create them, each with a semicolon; a table without rows gives none. */
  public String create() {
    String header =
        "-- The cut "
            + cut.name()
            + ": "
            + (cut.checkpoint() == null ? "" : "checkpoint " + cut.checkpoint() + ", ")
            + "committed at "
            + cut.time()
            + "\n";
    return header
        + lake.set().readable().stream()
            .map(table -> cut.snapshots().containsKey(table) ? create(table) : missing(table))
            .collect(Collectors.joining());
  }

  /** The statements that drop them. */
  public String drop() {
    return lake.set().readable().stream()
        .filter(cut.snapshots()::containsKey)
        .map(table -> "DROP VIEW IF EXISTS " + view(table) + ";\n")
        .collect(Collectors.joining());
  }

  private String create(TableName table) {
    return "CREATE OR REPLACE VIEW "
        + view(table)
        + " AS\nSELECT * FROM "
        + lake.database(table)
        + "."
        + table.table()
        + " FOR VERSION AS OF "
        + cut.snapshots().get(table)
        + ";\n";
  }

  private String missing(TableName table) {
    return "-- " + lake.database(table) + "." + table.table() + " had no rows yet\n";
  }

  private String view(TableName table) {
    return lake.database(table) + "." + table.table() + "_cut_" + cut.name();
  }
}
