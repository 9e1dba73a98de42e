package io.eventlake.docs;

import io.eventlake.event.RejectReason;
import io.eventlake.family.product.ProductTables;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.job.StreamingJob;
import io.eventlake.job.xp.XpTables;
import io.eventlake.table.AthenaDdl;
import io.eventlake.table.TableDefinition;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Types.NestedField;

/** Makes the data dictionary from the table definitions and the reason codes. */
final class DataDictionary {

  private DataDictionary() {}

  /** The whole document. */
  static String text() {
    StringBuilder text = new StringBuilder();
    text.append("# Data dictionary\n\n")
        .append(
            "Made from `iceberg-ddl/` and `RejectReason`; do not edit. All times are UTC. Columns ")
        .append("of persons are not granted to whoever may not see them (ADR 22).\n");
    for (TableDefinition table : Lakes.tables().definitions()) {
      append(text, table);
    }

    for (TableSet ofBatches : List.of(ProductTables.set(), XpTables.set())) {
      for (TableName table : ofBatches.tables()) {
        append(text, ofBatches.databasePrefix() + table, ofBatches.definition(table));
      }
    }

    Lakes.audits().definitions().forEach(table -> append(text, table));
    JobCatalog.streaming().stream()
        .map(StreamingJob::tables)
        .filter(DataDictionary::isOtherFamily)
        .forEach(family -> appendFamily(text, family));
    appendReasons(text);
    return text.toString();
  }

  private static boolean isOtherFamily(TableSet set) {
    return set.contains(TableName.BRONZE_EVENTS) && !set.name().equals(Lakes.tables().name());
  }

  /** Without the tables that all families have alike. */
  private static void appendFamily(StringBuilder text, TableSet family) {
    Set<String> common = Set.of("bronze.dead_letters", "ops.record_counts", "ops.late_events");
    for (TableName table : family.tables()) {
      if (common.contains(table.toString())) {
        continue;
      }

      append(text, family.databasePrefix() + table, family.definition(table));
    }

    for (TableSet other : family.read()) {
      other
          .tables()
          .forEach(table -> append(text, other.databasePrefix() + table, other.definition(table)));
    }

    text.append("\nThe family has ")
        .append(
            common.stream()
                .sorted()
                .map(table -> "`" + family.databasePrefix() + table + "`")
                .collect(Collectors.joining(", ")))
        .append(", too, with the columns of those above.\n");
  }

  private static void append(StringBuilder text, TableDefinition table) {
    append(text, table.name().toString(), table);
  }

  private static void append(StringBuilder text, String name, TableDefinition table) {
    text.append("\n## ").append(name).append("\n\n").append(table.description());
    String partitions =
        table.partitionSpec().fields().stream()
            .map(field -> "`" + AthenaDdl.partition(table.partitionSpec(), field) + "`")
            .collect(Collectors.joining(", "));
    text.append("\n\nPartitions: ").append(partitions.isEmpty() ? "none" : partitions).append(".");
    if (!table.keyColumns().isEmpty()) {
      text.append(" Key: `").append(String.join("`, `", table.keyColumns())).append("`.");
    }

    if (table.sortOrder().isSorted()) {
      text.append(" Sorted by: ")
          .append(
              table.sortOrder().fields().stream()
                  .map(field -> "`" + table.schema().findColumnName(field.sourceId()) + "`")
                  .collect(Collectors.joining(", ")))
          .append(".");
    }

    if (!table.personColumns().isEmpty()) {
      text.append(" Of persons: `").append(String.join("`, `", table.personColumns())).append("`.");
    }

    text.append("\n\n| column | type | meaning |\n|---|---|---|\n");
    for (NestedField column : table.schema().columns()) {
      row(text, "`" + column.name() + "`", "`" + AthenaDdl.type(column.type()) + "`", column.doc());
    }
  }

  private static void appendReasons(StringBuilder text) {
    text.append("\n## Reason codes\n\nWhy a record stands in `bronze.dead_letters`.\n")
        .append("\n| reason | meaning |\n|---|---|\n");
    for (RejectReason reason : RejectReason.values()) {
      row(text, "`" + reason + "`", reason.meaning());
    }
  }

  private static void row(StringBuilder text, String... cells) {
    for (String cell : cells) {
      text.append("| ").append(cell.replace("|", "\\|")).append(' ');
    }

    text.append("|\n");
  }
}
