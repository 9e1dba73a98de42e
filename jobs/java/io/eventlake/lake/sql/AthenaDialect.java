package io.eventlake.lake.sql;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.TableEnvironment;

/**
 * The one place that knows how Athena's SQL differs from Flink's, as far as the files of {@code
 * sql/} use it: names in double quotes, columns of the lake whose names are words of Flink's, the
 * clock, functions that Flink has under other names, and those that it has wrong before 1970. What
 * Flink understands by itself stays as it is.
 */
final class AthenaDialect {

  /** What is left alone (texts, quoted names, comments), and what is not. */
  private static final Pattern PARTS =
      Pattern.compile(
          "'[^']*'|`[^`]*`|--[^\n]*|/\\*.*?\\*/"
              + "|\"[^\"]*(?:\"\"[^\"]*)*\"|\\bLOCALTIMESTAMP\\b|\\b(?:HOUR|MINUTE|USER)\\b",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  /** After which an hour or a minute is a unit of time; else it is a column of the lake. */
  private static final Pattern BEFORE_UNIT =
      Pattern.compile(
          "(?:\\bTO|\\bINTERVAL|\\bINTERVAL\\s*[-+]?\\s*'[^']*'|\\bEXTRACT\\s*\\("
              + "|\\bTIMESTAMP(?:ADD|DIFF)\\s*\\()\\s*$",
          Pattern.CASE_INSENSITIVE);

  /** What makes it a function. */
  private static final Pattern ARGUMENTS = Pattern.compile("\\s*\\(");

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private final Clock clock;

  /**
   * @param clock what LOCALTIMESTAMP says, in UTC as in Athena
   */
  AthenaDialect(Clock clock) {
    this.clock = clock;
  }

  /** Makes the functions known that Flink lacks. */
  static void addFunctions(TableEnvironment tables) {
    tables.createTemporarySystemFunction("date_diff", DateDiff.class);
    tables.createTemporarySystemFunction("date_trunc", DateTrunc.class);
    tables.createTemporarySystemFunction(PartOfTime.NAME, PartOfTime.class);
    tables.createTemporarySystemFunction(WholeDay.NAME, WholeDay.class);
  }

  /** The statement in Flink's words. */
  String toFlink(String statement) {
    return TimeCalls.replace(
        PARTS.matcher(statement).replaceAll(part -> replacement(part, statement)));
  }

  private String replacement(MatchResult part, String statement) {
    String text = part.group();
    if (text.startsWith("\"")) {
      text = "`" + text.substring(1, text.length() - 1).replace("\"\"", "\"") + "`";
    } else if (text.equalsIgnoreCase("LOCALTIMESTAMP")) {
      LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
      text = "TIMESTAMP '" + TIMESTAMP.format(now) + "'";
    } else if (Character.isLetter(text.charAt(0)) && isColumn(part, statement)) {
      text = "`" + text.toLowerCase(Locale.ROOT) + "`";
    }

    return Matcher.quoteReplacement(text);
  }

  /** To Athena they are no reserved words, to Flink they all are. */
  private static boolean isColumn(MatchResult word, String statement) {
    return !BEFORE_UNIT.matcher(statement.substring(0, word.start())).find()
        && !ARGUMENTS.matcher(statement).region(word.end(), statement.length()).lookingAt();
  }
}
