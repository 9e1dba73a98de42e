package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.ParsingOptions;
import io.trino.sql.parser.ParsingOptions.DecimalLiteralTreatment;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Athena's own parser, with messages for people. */
final class StatementParser {

  /** As Athena reads 1.5. */
  private static final ParsingOptions DECIMALS =
      new ParsingOptions(DecimalLiteralTreatment.AS_DECIMAL);

  private static final SqlParser PARSER = new SqlParser();

  private static final Pattern UNEXPECTED =
      Pattern.compile(
          "(?:mismatched input|extraneous input|no viable alternative at input) '(.*?)'"
              + "(?:[.,]? ?(?:Expecting|expecting):? (.*))?",
          Pattern.DOTALL);

  private static final Pattern KEYWORD = Pattern.compile("'([A-Z_]+)'");

  private StatementParser() {}

  /**
   * The tree of a statement.
   *
   * @throws SqlException with the place, when it is not understood
   */
  static Statement parse(String statement, StatementText text) {
    try {
      return PARSER.createStatement(statement, DECIMALS);
    } catch (ParsingException e) {
      throw text.wrong(e.getLineNumber(), e.getColumnNumber(), sentence(e.getErrorMessage()));
    }
  }

  private static String sentence(String message) {
    Matcher unexpected = UNEXPECTED.matcher(message);
    if (message.startsWith("backquoted identifiers")) {
      return "names stand in double quotes in Athena's queries; write \"name\"";
    } else if (message.startsWith("identifiers must not start with a digit")) {
      return "a name that begins with a digit stands in double quotes";
    } else if (!unexpected.lookingAt()) {
      return message.replace("<EOF>", "the end").strip();
    }

    String found = unexpected.group(1);
    if (found.equals("<EOF>")) {
      return "the statement ends too early" + expected(unexpected.group(2));
    }

    return shortened(found) + " is not understood here" + hint(found, unexpected.group(2));
  }

  private static String hint(String found, String expecting) {
    if (found.equals(";")) {
      return "; run one statement at a time";
    } else if (found.startsWith("'") || found.equals("\"")) {
      return "; a text or a name is not closed, or stands where none is expected";
    }

    Set<String> keywords = keywords(expecting);
    String near = Names.didYouMean(found, keywords);
    return near.isEmpty() ? expected(expecting) : near;
  }

  /** What could stand there, where that is little enough to say. */
  private static String expected(String expecting) {
    List<String> all =
        expecting == null
            ? List.of()
            : Arrays.asList(expecting.replaceAll("[<>']", "").split(", "));
    return all.isEmpty() || all.size() > 4
        ? ""
        : "; " + String.join(" or ", all).replace("EOF", "the end") + " could stand there";
  }

  private static Set<String> keywords(String expecting) {
    return KEYWORD
        .matcher(expecting == null ? "" : expecting)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toSet());
  }

  private static String shortened(String found) {
    return found.length() > 40 ? found.substring(0, 40) + ".." : found;
  }
}
