package io.eventlake.lake.engine;

import io.eventlake.config.LakeOptions;
import io.eventlake.config.SizeWords;
import io.eventlake.config.TimeWords;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.lake.athena.AthenaStatement;
import io.eventlake.lake.sql.SqlException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What DuckDB fails with, in a sentence. */
final class EngineErrors {

  /** The kind of an error, then what it is; lines below show the place in a text nobody wrote. */
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(?:[\\w.]+: )?([A-Z][A-Za-z ]*?)(?: Error|Exception)?: (.*)", Pattern.DOTALL);

  /**
   * Of a file that it may open DuckDB says so, and of one that is not there that it may not look.
   */
  private static final Pattern MISSING =
      Pattern.compile(
          "(?i).*(No files found|Cannot open file|No such file|Cannot access file).*",
          Pattern.DOTALL);

  /** Begins what is said of a file whose parts are not what they should be. */
  private static final String UNREADABLE = "Failed to read file";

  private EngineErrors() {}

  /** Whether a file was not there. */
  static boolean isMissingFile(SQLException e) {
    return MISSING.matcher(String.valueOf(e.getMessage())).matches();
  }

  /**
   * As the commands tell it.
   *
   * @param running whether the statement was understood, and failed on what it met
   */
  static RuntimeException told(SQLException e, LakeOptions options, boolean running) {
    String message = String.valueOf(e.getMessage()).strip();
    Matcher parts = MESSAGE.matcher(message);
    String kind = parts.matches() ? parts.group(1) : "";
    String what = (parts.matches() ? parts.group(2) : message).lines().findFirst().orElse("");
    switch (kind) {
      case "Out of Memory":
        return new EndedStatementException(
            "The statement needs more memory than lake.query-memory allows, "
                + SizeWords.text(options.queryMemory)
                + ": give it more, or let it read less",
            e);
      case "INTERRUPT":
        return new EndedStatementException(
            "The statement took longer than lake.query-timeout allows, "
                + TimeWords.text(options.queryTimeout)
                + ": give it more, or let it read less",
            e);
      case "IO":
      case "Invalid":
      case "Permission":
      case "Fatal":
      case "INTERNAL":
        return new LakeException("The lake cannot be read: " + what, e);
      default:
        return what.startsWith(UNREADABLE)
            ? new LakeException("The lake cannot be read: " + what, e)
            : ofStatement(e, running);
    }
  }

  private static RuntimeException ofStatement(SQLException e, boolean running) {
    SqlException told = AthenaStatement.explain(e);
    return running ? new StatementFailedException(told.getMessage(), e) : told;
  }
}
