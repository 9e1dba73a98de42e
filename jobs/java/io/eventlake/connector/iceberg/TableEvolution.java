package io.eventlake.connector.iceberg;

import io.eventlake.table.TableChange.Kind;
import io.eventlake.table.TableDefinition;
import io.eventlake.table.TableDiff;
import org.apache.iceberg.ReplaceSortOrder;
import org.apache.iceberg.SortField;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one table to its definition. Each attempt looks at the table anew, so that of two
 * processes that do the same at once the second finds nothing left to do.
 */
final class TableEvolution {

  private static final Logger LOG = LoggerFactory.getLogger(TableEvolution.class);
  private static final int ATTEMPTS = 10;

  private final Catalog catalog;
  private final LakeCatalog lake;

  TableEvolution(Catalog catalog, LakeCatalog lake) {
    this.catalog = catalog;
    this.lake = lake;
  }

  void bringTo(TableDefinition definition) {
    TableIdentifier identifier = lake.identifier(definition.name());
    for (int attempt = 1; ; attempt++) {
      try {
        evolve(definition, catalog.loadTable(identifier));
        return;
      } catch (NoSuchTableException e) {
        createIfMissing(definition, identifier);
      } catch (CommitFailedException e) {
        if (attempt == ATTEMPTS) {
          throw new LakeException(
              identifier + " was changed by others " + ATTEMPTS + " times in a row: try again", e);
        }
      }
    }
  }

  private void createIfMissing(TableDefinition definition, TableIdentifier identifier) {
    createNamespace(catalog, identifier.namespace());
    try {
      catalog
          .buildTable(identifier, definition.schema())
          .withPartitionSpec(definition.partitionSpec())
          .withSortOrder(definition.sortOrder())
          .withLocation(lake.location(definition.name()))
          .withProperties(definition.properties())
          .create();
    } catch (AlreadyExistsException e) {
      LOG.debug("{} was created by another process, which is as good", identifier);
    }
  }

  static void createNamespace(Catalog catalog, Namespace namespace) {
    SupportsNamespaces namespaces = (SupportsNamespaces) catalog;
    if (namespaces.namespaceExists(namespace)) {
      return;
    }

    try {
      namespaces.createNamespace(namespace);
    } catch (AlreadyExistsException | UncheckedSQLException e) {
      if (!namespaces.namespaceExists(namespace)) {
        throw e;
      }
    }
  }

  private void evolve(TableDefinition definition, Table table) {
    // What the transaction builds on, which is newer than the table where another was quicker.
    Transaction transaction = table.newTransaction();
    TableDiff diff = TableDiff.between(definition, transaction.table());
    if (diff.isEmpty()) {
      return;
    }

    if (diff.has(Kind.CONFLICT)) {
      throw new LakeException("Not applied, since it would lose or rewrite data: " + diff);
    }

    UpdateSchema schema = transaction.updateSchema();
    diff.changes().forEach(change -> change.addTo(schema));
    schema.commit();
    UpdateProperties properties = transaction.updateProperties();
    definition.properties().forEach(properties::set);
    properties.commit();
    replaceSortOrder(definition, transaction);
    transaction.commitTransaction();
  }

  private static void replaceSortOrder(TableDefinition definition, Transaction transaction) {
    ReplaceSortOrder order = transaction.replaceSortOrder();
    for (SortField field : definition.sortOrder().fields()) {
      order.asc(definition.schema().findColumnName(field.sourceId()));
    }

    order.commit();
  }
}
