package io.eventlake.table;

import io.eventlake.table.TableChange.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.TableUtil;

/** How a table of the lake differs from its definition. */
public final class TableDiff {

  private static final Set<Kind> JOB_NEEDS = EnumSet.complementOf(EnumSet.of(Kind.SETTING));

  private final TableName table;
  private final List<TableChange> changes;

  private TableDiff(TableName table, List<TableChange> changes) {
    this.table = table;
    this.changes = List.copyOf(changes);
  }

  /** The one difference of a table that does not exist. */
  public static TableDiff missing(TableDefinition definition) {
    return new TableDiff(
        definition.name(), List.of(new TableChange(Kind.MISSING_TABLE, "the table is missing")));
  }

  /** All differences; columns of the lake that the definition does not know are none. */
  public static TableDiff between(TableDefinition definition, Table lake) {
    List<TableChange> changes =
        new ArrayList<>(SchemaComparison.compare(definition.schema(), lake.schema()));
    comparePartitions(definition, lake, changes);
    if (!orderText(definition.sortOrder()).equals(orderText(lake.sortOrder()))) {
      changes.add(
          new TableChange(
              Kind.SETTING,
              "the sort order is "
                  + orderText(lake.sortOrder())
                  + ", defined is "
                  + orderText(definition.sortOrder())));
    }

    compareProperties(definition, lake, changes);
    return new TableDiff(definition.name(), changes);
  }

  public TableName table() {
    return table;
  }

  public List<TableChange> changes() {
    return changes;
  }

  /** True when the table is as defined. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  public boolean has(Kind kind) {
    return changes.stream().anyMatch(change -> change.kind() == kind);
  }

  /** The differences that must be gone before a job can write to the table. */
  public List<TableChange> blockers() {
    return changes.stream()
        .filter(change -> JOB_NEEDS.contains(change.kind()))
        .collect(Collectors.toList());
  }

  /** The differences that cannot be applied. */
  public List<TableChange> conflicts() {
    return changes.stream()
        .filter(change -> change.kind() == Kind.CONFLICT)
        .collect(Collectors.toList());
  }

  @Override
  public String toString() {
    return table
        + ": "
        + changes.stream().map(TableChange::toString).collect(Collectors.joining("; "));
  }

  private static void comparePartitions(
      TableDefinition definition, Table lake, List<TableChange> changes) {
    String defined = partitionText(definition.partitionSpec());
    String actual = partitionText(lake.spec());
    if (!defined.equals(actual)) {
      changes.add(
          new TableChange(
              Kind.CONFLICT, "the partitions are (" + actual + "), defined are (" + defined + ")"));
    }
  }

  private static void compareProperties(
      TableDefinition definition, Table lake, List<TableChange> changes) {
    int version = TableUtil.formatVersion(lake);
    Map<String, String> actual = new TreeMap<>(lake.properties());
    actual.put(TableProperties.FORMAT_VERSION, String.valueOf(version));
    if (version > 2) {
      changes.add(
          new TableChange(
              Kind.CONFLICT,
              "the format version is " + version + ", Athena reads no later than 2"));
      return;
    }

    new TreeMap<>(definition.properties())
        .forEach(
            (key, value) -> {
              if (!value.equals(actual.get(key))) {
                changes.add(
                    new TableChange(
                        Kind.SETTING,
                        "the property "
                            + key
                            + " is "
                            + actual.getOrDefault(key, "not set")
                            + ", defined is "
                            + value));
              }
            });
  }

  private static String partitionText(PartitionSpec spec) {
    return spec.fields().stream()
        .filter(field -> !field.transform().isVoid())
        .map(
            field -> {
              String column = spec.schema().findColumnName(field.sourceId());
              return field.transform().isIdentity() ? column : field.transform() + " of " + column;
            })
        .collect(Collectors.joining(", "));
  }

  private static String orderText(SortOrder order) {
    return order.isUnsorted()
        ? "none"
        : order.fields().stream()
            .map(
                field ->
                    order.schema().findColumnName(field.sourceId())
                        + " "
                        + field.direction().toString().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }
}
