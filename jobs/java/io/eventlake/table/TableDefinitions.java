package io.eventlake.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The definitions of the lake's tables: {@code /iceberg-ddl/<database>/<table>.sql}. */
public final class TableDefinitions {

  private static final Map<TableName, TableDefinition> READ = new ConcurrentHashMap<>();

  private TableDefinitions() {}

  /**
   * The definition of one table.
   *
   * @throws DdlException when its file is missing or wrong
   */
  public static TableDefinition of(TableName table) {
    return READ.computeIfAbsent(table, TableDefinitions::read);
  }

  /** The definitions of all tables, bronze first. */
  public static List<TableDefinition> all() {
    return TableName.all().stream().map(TableDefinitions::of).collect(Collectors.toList());
  }

  private static TableDefinition read(TableName table) {
    String file = "iceberg-ddl/" + table.database() + "/" + table.table() + ".sql";
    try (InputStream in = TableDefinitions.class.getResourceAsStream("/" + file)) {
      if (in == null) {
        throw new DdlException(file + " is not on the class path: the jar is not complete");
      }

      return DdlReader.read(table, file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can not be read", e);
    }
  }
}
