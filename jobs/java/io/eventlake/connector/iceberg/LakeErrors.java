package io.eventlake.connector.iceberg;

import io.eventlake.config.LakeOptions;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in a sentence why a catalog or object store did not answer. */
final class LakeErrors {

  private LakeErrors() {}

  /**
   * Runs a call to the catalog.
   *
   * @throws LakeException when the catalog or store is out of reach or refuses
   */
  static <T> T explained(LakeOptions options, Supplier<T> call) {
    try {
      return call.get();
    } catch (NotAuthorizedException | ForbiddenException e) {
      throw new LakeException(
          describe(options) + " refuses access: " + rootMessage(e) + "; check the credentials", e);
    } catch (RESTException | SdkException e) {
      throw new LakeException(describe(options) + " does not answer: " + rootMessage(e), e);
    } catch (UncheckedSQLException e) {
      LocalWarehouse warehouse = new LocalWarehouse(options);
      throw ofCatalog(warehouse.catalogFile(), warehouse.command("tables", "register"), e);
    }
  }

  /**
   * Why the catalog of a local warehouse cannot be used.
   *
   * @param register the command that makes it anew
   */
  static LakeException ofCatalog(Path file, String register, Exception e) {
    String remedy;
    switch (sqliteCode(e)) {
      case SQLITE_CORRUPT:
      case SQLITE_NOTADB:
        remedy = "is damaged (" + rootMessage(e) + "): see what can be made anew with: " + register;
        break;
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
        remedy = "is locked by another process, which did not let go of it: end that, or try again";
        break;
      case SQLITE_READONLY:
        remedy = LakePlace.READ_ONLY_REMEDY;
        break;
      case SQLITE_FULL:
        remedy = "cannot be written, for its disk is full: make room, then try again";
        break;
      default:
        remedy = "cannot be used (" + rootMessage(e) + "): look at its rights and its disk";
    }

    return new LakeException("The catalog " + file + " " + remedy, e);
  }

  /** Primary code of SQLite; an error for what is not SQLite's. */
  static SQLiteErrorCode sqliteCode(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException) {
        int primary = ((SQLiteException) cause).getResultCode().code & 0xff;
        return SQLiteErrorCode.getErrorCode(primary);
      }
    }

    return SQLiteErrorCode.SQLITE_ERROR;
  }

  /** The innermost message, its first line; or the exception's name where it has none. */
  static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }

    String message = root.getMessage() == null ? "" : root.getMessage().strip();
    return message.lines().findFirst().orElse(root.getClass().getSimpleName());
  }

  private static String describe(LakeOptions options) {
    switch (options.catalog) {
      case REST:
        return "The REST catalog " + options.uri + " (lake.uri)";
      case GLUE:
        return "The Glue catalog"
            + (options.glueEndpoint == null ? "" : " " + options.glueEndpoint)
            + " or the store of "
            + options.warehouse;
      default:
        return "The catalog in " + options.warehouse;
    }
  }
}
