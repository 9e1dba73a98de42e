package io.eventlake.docs;

import io.eventlake.event.RejectReason;
import io.eventlake.table.AthenaDdl;
import io.eventlake.table.TableDefinition;
import io.eventlake.table.TableDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Types.NestedField;

/** Makes the data dictionary from the table definitions and the reason codes. */
final class DataDictionary {

  private DataDictionary() {}

  /**
   * The whole document.
   *
   * @param sources folder of the main code, for what it says of the reason codes
   */
  static String text(Path sources) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("# Data dictionary\n\n")
        .append("Made from `iceberg-ddl/` and `RejectReason`; do not edit. All times are UTC.\n");
    for (TableDefinition table : TableDefinitions.all()) {
      append(text, table);
    }

    appendReasons(text, sources);
    return text.toString();
  }

  private static void append(StringBuilder text, TableDefinition table) {
    text.append("\n## ").append(table.name()).append("\n\n").append(table.description());
    String partitions =
        table.partitionSpec().fields().stream()
            .map(field -> "`" + AthenaDdl.partition(table.partitionSpec(), field) + "`")
            .collect(Collectors.joining(", "));
    text.append("\n\nPartitions: ").append(partitions).append(".");
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

  private static void appendReasons(StringBuilder text, Path sources) throws IOException {
    String source = Files.readString(sources.resolve("io/eventlake/event/RejectReason.java"));
    text.append("\n## Reason codes\n\nWhy a record stands in `bronze.dead_letters`.\n")
        .append("\n| reason | meaning |\n|---|---|\n");
    for (RejectReason reason : RejectReason.values()) {
      Matcher javadoc =
          Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+" + reason + "\\b", Pattern.DOTALL)
              .matcher(source);
      if (!javadoc.find()) {
        throw new IllegalStateException("RejectReason." + reason + " has no Javadoc");
      }

      String meaning = javadoc.group(1).replaceAll("\\s*\\n\\s*\\*?\\s*", " ").strip();
      row(text, "`" + reason + "`", meaning);
    }
  }

  private static void row(StringBuilder text, String... cells) {
    for (String cell : cells) {
      text.append("| ").append(cell.replace("|", "\\|")).append(' ');
    }

    text.append("|\n");
  }
}
