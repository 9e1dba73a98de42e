package io.eventlake.lake.engine;

import io.eventlake.config.LakeOptions;
import io.eventlake.lake.athena.AthenaWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One database of DuckDB in memory. It can open a fixed set of files and nothing else on this
 * machine, and nobody can change that; what does not fit into its memory goes to a folder of its
 * own, which {@link #close} removes.
 */
final class DuckDb implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DuckDb.class);

  private final Connection connection;
  private final AthenaWords words;
  private final Set<String> files;
  private final Set<String> schemas = new HashSet<>();
  private final Path spill;
  private volatile PreparedStatement last;

  /**
   * @param files that it can read, by their paths
   */
  DuckDb(LakeOptions options, Collection<String> files) throws SQLException {
    this.files = new LinkedHashSet<>(files);
    this.spill =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "eventlake-query-" + Long.toHexString(ThreadLocalRandom.current().nextLong()));
    this.connection = DriverManager.getConnection("jdbc:duckdb:", settings(options));
    try {
      words = new AthenaWords(connection);
      execute("SET allowed_paths = " + Quoted.texts(this.files));
      execute("SET enable_external_access = false");
      execute("SET lock_configuration = true");
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  /** Whether it can open all of these files. */
  boolean reads(Collection<String> paths) {
    return files.containsAll(paths);
  }

  /**
   * Makes a view, in place of one of its name.
   *
   * @param name with the schema, quoted
   */
  void view(String name, String query) throws SQLException {
    String schema = name.substring(0, name.indexOf("\".\"") + 1);
    if (schemas.add(schema)) {
      execute("CREATE SCHEMA IF NOT EXISTS " + schema);
    }

    words.require(query);
    execute("CREATE OR REPLACE VIEW " + name + " AS " + query);
  }

  /** A query that was understood and did not run yet. */
  PreparedStatement prepare(String query) throws SQLException {
    words.require(query);
    last = connection.prepareStatement(query);
    return last;
  }

  /** Ends the query that runs, if one does; for any thread. */
  void cancel() {
    PreparedStatement running = last;
    try {
      if (running != null) {
        running.cancel();
      }
    } catch (SQLException e) {
      LOG.debug("The statement has ended by itself", e);
    }
  }

  /** All files that it can read. */
  Set<String> files() {
    return files;
  }

  @Override
  public void close() {
    try {
      connection.close();
      removeSpill();
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("The query engine did not close", e);
    }
  }

  private void execute(String statement) throws SQLException {
    try (Statement jdbc = connection.createStatement()) {
      jdbc.execute(statement);
    }
  }

  private Properties settings(LakeOptions options) {
    Properties settings = new Properties();
    settings.put("memory_limit", options.queryMemory.getMebiBytes() + "MiB");
    settings.put("temp_directory", spill.toString());
    settings.put("autoinstall_known_extensions", "false");
    settings.put("autoload_known_extensions", "false");
    settings.put("allow_community_extensions", "false");
    return settings;
  }

  private void removeSpill() throws IOException {
    if (!Files.isDirectory(spill)) {
      return;
    }

    try (var left = Files.newDirectoryStream(spill)) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }

    Files.deleteIfExists(spill);
  }
}
