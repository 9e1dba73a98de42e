package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.ParsingOptions;
import io.trino.sql.parser.ParsingOptions.DecimalLiteralTreatment;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Statement;

/** Athena's own parser, with messages for people. */
final class AthenaParser {

  /** As Athena reads 1.5. */
  private static final ParsingOptions DECIMALS =
      new ParsingOptions(DecimalLiteralTreatment.AS_DECIMAL);

  /** Brackets within brackets; people write ten. */
  private static final int DEEPEST = 200;

  static final String TOO_DEEP =
      "The statement is nested too deeply to be read; give its parts names with WITH";

  private static final SqlParser PARSER = new SqlParser();

  private AthenaParser() {}

  /**
   * The tree of a statement.
   *
   * @throws SqlException with the place, when it is not understood
   */
  static Statement parse(String statement, StatementText text) {
    if (Nesting.depth(statement) > DEEPEST) {
      throw new SqlException(TOO_DEEP);
    }

    try {
      return PARSER.createStatement(statement, DECIMALS);
    } catch (ParsingException e) {
      if (e.getErrorMessage().contains("stack overflow")) {
        throw new SqlException(TOO_DEEP, e);
      }

      throw new ParserMessage(e.getErrorMessage(), e.getLineNumber(), e.getColumnNumber(), text)
          .explained();
    }
  }
}
