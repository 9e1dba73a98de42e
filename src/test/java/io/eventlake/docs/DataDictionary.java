package io.eventlake.docs;

import io.eventlake.event.RejectReason;
import io.eventlake.job.Lakes;
import io.eventlake.table.AthenaDdl;
import io.eventlake.table.TableDefinition;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Types.NestedField;

/** Makes the data dictionary from the table definitions and the reason codes. */
final class DataDictionary {

  private DataDictionary() {}

  /** The whole document. */
  static String text() {
    StringBuilder text = new StringBuilder();
    text.append("# Data dictionary\n\n")
        .append("Made from `iceberg-ddl/` and `RejectReason`; do not edit. All times are UTC.\n");
    for (TableDefinition table : Lakes.tables().definitions()) {
      append(text, table);
    }

    Lakes.audits().definitions().forEach(table -> append(text, table));
    appendReasons(text);
    return text.toString();
  }

  private static void append(StringBuilder text, TableDefinition table) {
    text.append("\n## ").append(table.name()).append("\n\n").append(table.description());
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
