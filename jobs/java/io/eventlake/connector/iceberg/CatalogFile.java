package io.eventlake.connector.iceberg;

import io.eventlake.config.LakeOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sqlite.SQLiteErrorCode;

/** The file of a local warehouse's catalog: whether it is whole, and the copies kept of it. */
public final class CatalogFile {

  /** Whether it can be used. */
  public enum State {
    FINE,
    MISSING,
    DAMAGED
  }

  /** Copies that are kept. */
  static final int GENERATIONS = 3;

  private static final String COPY = ".copy-";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final LocalWarehouse warehouse;
  private final Path file;

  private CatalogFile(LakeOptions options) {
    this.warehouse = new LocalWarehouse(options);
    this.file = warehouse.catalogFile();
  }

  /** That of the lake; empty where its catalog is a service. */
  public static Optional<CatalogFile> of(LakeOptions options) {
    return options.catalog == LakeOptions.Catalog.LOCAL
        ? Optional.of(new CatalogFile(options))
        : Optional.empty();
  }

  public Path file() {
    return file;
  }

  /**
   * Looks at it.
   *
   * @throws LakeException when it cannot be told, since it is locked or may not be read
   */
  public State state() {
    if (!Files.exists(file)) {
      return State.MISSING;
    }

    try {
      warehouse.catalog().check();
      return State.FINE;
    } catch (SQLException e) {
      SQLiteErrorCode code = LakeErrors.sqliteCode(e);
      if (code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB) {
        return State.DAMAGED;
      }

      throw failed(e);
    }
  }

  /** Gives it another name, so that a new one can be made; returns the name. */
  public Path setAside(Instant now) {
    Path aside = sibling(".damaged-" + TIME.format(now));
    try {
      Files.move(file, aside);
      for (String log : List.of(SqliteCatalog.LOG, SqliteCatalog.LOG_INDEX)) {
        // What SQLite has not yet put into the file belongs to it alone.
        if (Files.exists(sibling(log))) {
          Files.move(sibling(log), aside.resolveSibling(aside.getFileName() + log));
        }
      }

      return aside;
    } catch (IOException e) {
      throw new UncheckedIOException("The catalog " + file + " cannot be set aside", e);
    }
  }

  /**
   * Keeps a copy of what is committed now, and the newest of those before it.
   *
   * @return the copy
   */
  public Path keepCopy(Instant now) {
    Path copy = sibling(COPY + TIME.format(now));
    Path unfinished = sibling(".copying");
    try {
      Files.deleteIfExists(unfinished);
      warehouse.catalog().copyTo(unfinished);
      try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        channel.force(true);
      }

      Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
      for (Path old : copies().stream().skip(GENERATIONS).collect(Collectors.toList())) {
        Files.delete(old);
      }

      return copy;
    } catch (SQLException e) {
      throw failed(e);
    } catch (IOException e) {
      throw new UncheckedIOException("No copy of the catalog " + file + " can be kept", e);
    }
  }

  /** The copies that are kept, newest first. */
  public List<Path> copies() {
    try (Stream<Path> files = Files.list(file.getParent())) {
      return files
          .filter(path -> path.getFileName().toString().startsWith(file.getFileName() + COPY))
          .sorted(Comparator.reverseOrder())
          .collect(Collectors.toList());
    } catch (IOException e) {
      return List.of(); // there is no warehouse
    }
  }

  private Path sibling(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private LakeException failed(SQLException e) {
    return LakeErrors.ofCatalog(file, warehouse.command("tables", "register"), e);
  }
}
