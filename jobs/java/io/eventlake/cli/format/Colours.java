package io.eventlake.cli.format;

import io.eventlake.cli.progress.Terminal;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;

/** Colours of verdicts, on a terminal whose user has nothing against them. */
public final class Colours {

  /** A verdict that a sentence begins with or that stands by itself. */
  private static final Pattern VERDICT =
      Pattern.compile(
          "(PASS|ok)\\b.*|(FAIL|fail)\\b.*|(WARN|warn|NOT COMPUTED|NOT CHECKED|NOTHING TO AUDIT)\\b.*");

  private static final String[] STYLES = {"bold,fg(green)", "bold,fg(red)", "bold,fg(yellow)"};

  private Colours() {}

  /** Paints verdicts for standard output. */
  public static UnaryOperator<String> ofVerdicts() {
    return ofVerdicts(Terminal.isOut(), System.getenv());
  }

  static UnaryOperator<String> ofVerdicts(boolean terminal, Map<String, String> environment) {
    boolean wanted =
        terminal
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return wanted ? Colours::painted : text -> text;
  }

  private static String painted(String text) {
    Matcher verdict = VERDICT.matcher(text);
    if (!verdict.matches()) {
      return text;
    }

    int kind = verdict.group(1) != null ? 1 : verdict.group(2) != null ? 2 : 3;
    String word = verdict.group(kind);
    return Ansi.ON.string("@|" + STYLES[kind - 1] + " " + word + "|@")
        + text.substring(word.length());
  }
}
