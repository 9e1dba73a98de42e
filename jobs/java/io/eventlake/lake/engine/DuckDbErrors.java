package io.eventlake.lake.engine;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.lake.athena.AthenaStatement;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What DuckDB fails with, in a sentence. */
final class DuckDbErrors {

  /** The kind of an error, then what it is; lines below show the place in a text nobody wrote. */
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(?:[\\w.]+: )?([A-Z][A-Za-z ]*?)(?: Error|Exception)?: (.*)", Pattern.DOTALL);

  private static final Pattern MISSING =
      Pattern.compile("(?i).*(No files found|Cannot open file|No such file).*", Pattern.DOTALL);

  private DuckDbErrors() {}

  /** Whether a file was not there. */
  static boolean isMissingFile(SQLException e) {
    return MISSING.matcher(String.valueOf(e.getMessage())).matches();
  }

  /** As the commands tell it. */
  static RuntimeException told(SQLException e, LakeOptions options) {
    String message = String.valueOf(e.getMessage()).strip();
    Matcher parts = MESSAGE.matcher(message);
    String kind = parts.matches() ? parts.group(1) : "";
    String what = (parts.matches() ? parts.group(2) : message).lines().findFirst().orElse("");
    switch (kind) {
      case "Out of Memory":
        return new LakeException(
            "The statement needs more memory than lake.query-memory allows, "
                + options.queryMemory.toHumanReadableString()
                + ": give it more, or let it read less",
            e);
      case "INTERRUPT":
        return new LakeException(
            "The statement took longer than lake.query-timeout allows, "
                + options.queryTimeout
                + ": give it more, or let it read less",
            e);
      case "IO":
      case "Invalid":
      case "Permission":
      case "Fatal":
      case "INTERNAL":
        return new LakeException("The lake can not be read: " + what, e);
      default:
        return AthenaStatement.explain(e);
    }
  }
}
