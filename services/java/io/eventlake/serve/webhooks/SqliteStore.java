package io.eventlake.serve.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.serve.webhooks.Delivery.State;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Webhooks in a file of SQLite. */
final class SqliteStore implements WebhookStore {

  private static final List<String> TABLES =
      List.of(
          "PRAGMA journal_mode = WAL",
          "PRAGMA synchronous = NORMAL",
          "CREATE TABLE IF NOT EXISTS webhooks (id TEXT PRIMARY KEY, tenant TEXT NOT NULL,"
              + " version INTEGER NOT NULL, created INTEGER NOT NULL, document TEXT NOT NULL)",
          "CREATE TABLE IF NOT EXISTS deliveries (hook TEXT NOT NULL, run INTEGER NOT NULL,"
              + " message TEXT NOT NULL, state TEXT NOT NULL, created INTEGER NOT NULL,"
              + " changed INTEGER NOT NULL, due INTEGER NOT NULL, document TEXT NOT NULL,"
              + " PRIMARY KEY (hook, run, message))",
          "CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (hook, state, due)",
          "CREATE INDEX IF NOT EXISTS deliveries_created ON deliveries (hook, created, run, message)",
          "CREATE INDEX IF NOT EXISTS deliveries_changed ON deliveries (state, changed)");

  private final ObjectMapper json = new ObjectMapper();
  private final Path file;
  private final Connection connection;

  /** Opens a file, which is made where there is none. */
  SqliteStore(Path file) {
    this.file = file;
    try {
      connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    } catch (SQLException e) {
      throw failed(e);
    }

    TABLES.forEach(this::execute);
  }

  @Override
  public List<Webhook> all() {
    return query(Webhook.class, "SELECT document, version FROM webhooks ORDER BY created, id");
  }

  @Override
  public List<Webhook> of(String tenant) {
    return query(
        Webhook.class,
        "SELECT document, version FROM webhooks WHERE tenant = ? ORDER BY created, id",
        tenant);
  }

  @Override
  public Optional<Webhook> find(String id) {
    return query(Webhook.class, "SELECT document, version FROM webhooks WHERE id = ?", id).stream()
        .findFirst();
  }

  @Override
  public void add(Webhook hook) {
    updateForGood(
        "INSERT INTO webhooks (id, tenant, version, created, document) VALUES (?, ?, ?, ?, ?)",
        hook.id(),
        hook.tenant(),
        hook.version(),
        hook.created(),
        text(hook));
  }

  @Override
  public Optional<Webhook> save(Webhook changed) {
    Webhook next = changed.version(changed.version() + 1);
    int saved =
        updateForGood(
            "UPDATE webhooks SET version = ?, document = ? WHERE id = ? AND version = ?",
            next.version(),
            text(next),
            next.id(),
            changed.version());
    return saved == 0 ? Optional.empty() : Optional.of(next);
  }

  @Override
  public void remove(String id) {
    updateForGood("DELETE FROM webhooks WHERE id = ?", id);
    updateForGood("DELETE FROM deliveries WHERE hook = ?", id);
  }

  @Override
  public synchronized void enqueue(List<Delivery> deliveries) {
    try {
      connection.setAutoCommit(false);
      try {
        for (Delivery one : deliveries) {
          // Of a webhook that was removed meanwhile nothing is left.
          update(
              "INSERT INTO deliveries (hook, run, message, state, created, changed, due, document)"
                  + " SELECT ?, ?, ?, ?, ?, ?, ?, ? FROM webhooks WHERE id = ? ON CONFLICT DO UPDATE"
                  + " SET state = excluded.state, changed = excluded.changed, due = excluded.due,"
                  + " document = excluded.document WHERE deliveries.state = ?",
              one.hook(),
              one.run(),
              one.message(),
              one.state().name(),
              one.created(),
              one.changed(),
              one.due(),
              text(one),
              one.hook(),
              State.WITHDRAWN.name());
        }

        connection.commit();
      } finally {
        connection.rollback(); // of what was not committed
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public synchronized boolean hasWaiting(String hook, int least) {
    try (PreparedStatement statement =
            prepare(
                "SELECT 1 FROM deliveries WHERE hook = ? AND state = ? LIMIT 1 OFFSET ?",
                hook,
                State.WAITING.name(),
                least - 1);
        ResultSet rows = statement.executeQuery()) {
      return rows.next();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public List<Delivery> due(String hook, Instant now, int most) {
    return query(
        Delivery.class,
        "SELECT document FROM deliveries WHERE hook = ? AND state = ? AND due <= ?"
            + " ORDER BY due, rowid LIMIT ?",
        hook,
        State.WAITING.name(),
        now.toEpochMilli(),
        most);
  }

  @Override
  public void record(Delivery one) {
    update(
        "UPDATE deliveries SET state = ?, changed = ?, due = ?, document = ?"
            + " WHERE hook = ? AND run = ? AND message = ?",
        one.state().name(),
        one.changed(),
        one.due(),
        text(one),
        one.hook(),
        one.run(),
        one.message());
  }

  @Override
  public List<Delivery> page(String hook, State state, Place behind, int most) {
    Place last = behind == null ? new Place(Long.MAX_VALUE, 0, "") : behind;
    return query(
        Delivery.class,
        "SELECT document FROM deliveries WHERE hook = ? AND (? = '' OR state = ?)"
            + " AND (created, run, message) < (?, ?, ?)"
            + " ORDER BY created DESC, run DESC, message DESC LIMIT ?",
        hook,
        state == null ? "" : state.name(),
        state == null ? "" : state.name(),
        last.created(),
        last.run(),
        last.message(),
        most);
  }

  @Override
  public synchronized Map<State, Integer> counts(String hook) {
    try (PreparedStatement statement =
            prepare("SELECT state, COUNT(*) FROM deliveries WHERE hook = ? GROUP BY state", hook);
        ResultSet rows = statement.executeQuery()) {
      Map<State, Integer> counts = new EnumMap<>(State.class);
      while (rows.next()) {
        counts.put(State.valueOf(rows.getString(1)), rows.getInt(2));
      }

      return counts;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void forget(Instant before) {
    for (State state : List.of(State.DELIVERED, State.FAILED, State.WITHDRAWN)) {
      update(
          "DELETE FROM deliveries WHERE state = ? AND changed < ?",
          state.name(),
          before.toEpochMilli());
    }

    // Of a removal that was interrupted.
    update("DELETE FROM deliveries WHERE hook NOT IN (SELECT id FROM webhooks)");
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * As {@link #update}, also where the machine loses its power a moment later; what was written
   * before is then kept as well. Of deliveries alone the last may be lost so, and are made again.
   */
  private synchronized int updateForGood(String sql, Object... values) {
    execute("PRAGMA synchronous = FULL");
    try {
      return update(sql, values);
    } finally {
      execute("PRAGMA synchronous = NORMAL");
    }
  }

  private void execute(String statement) {
    try (Statement one = connection.createStatement()) {
      one.execute(statement);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private synchronized int update(String sql, Object... values) {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private synchronized <T> List<T> query(Class<T> type, String sql, Object... values) {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(json.readValue(rows.getString(1), type));
      }

      return found;
    } catch (SQLException | JsonProcessingException e) {
      throw failed(e);
    }
  }

  private PreparedStatement prepare(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }

    return statement;
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw failed(e);
    }
  }

  private WebhookException failed(Exception e) {
    return new WebhookException(
        "The log of webhooks cannot be read or written: " + file + ": " + e.getMessage(), e);
  }
}
