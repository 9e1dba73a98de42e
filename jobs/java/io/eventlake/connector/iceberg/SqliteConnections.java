package io.eventlake.connector.iceberg;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.jdbc.JdbcClientPool;

/**
 * The connections of the local catalog. JdbcCatalog leaves the result sets of its first look at the
 * database open; on a connection that lives on they would hold a read lock for ever, and SQLite
 * refuses a write after another's on such a connection at once, however long it may wait.
 */
final class SqliteConnections extends JdbcClientPool {

  private volatile boolean initialized;

  SqliteConnections(Map<String, String> properties) {
    super(properties.get(CatalogProperties.URI), properties);
  }

  /** From now on connections are kept. */
  void initialized() {
    initialized = true;
  }

  @Override
  public <R> R run(Action<R, Connection, SQLException> action, boolean retry)
      throws SQLException, InterruptedException {
    if (initialized) {
      return super.run(action, retry);
    }

    try (Connection once = newClient()) {
      return action.run(once);
    }
  }
}
