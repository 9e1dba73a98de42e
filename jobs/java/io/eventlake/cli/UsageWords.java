package io.eventlake.cli;

import io.eventlake.config.NearestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words of a command, in one sentence: picocli's own, made plain. */
final class UsageWords {

  private static final Pattern CHOICE =
      Pattern.compile(
          "(.*): expected one of \\[(.*)] \\(case-.*\\) but was ('.*')", Pattern.DOTALL);
  private static final Pattern PAIR =
      Pattern.compile(
          "Value for option option (.*) \\((.*)\\) should be in KEY=VALUE format but was (.*)",
          Pattern.DOTALL);
  private static final Pattern MISSING =
      Pattern.compile("Error: Missing required argument \\(specify one of these\\): \\((.*)\\)");
  private static final Pattern EXCLUSIVE = Pattern.compile("Error: (.*) are mutually exclusive .*");
  private static final Pattern REPEATED =
      Pattern.compile(
          "Error: expected only one match but got [\\[(](.*?)[\\])]=\\{.*", Pattern.DOTALL);
  private static final Pattern TWICE = Pattern.compile("option (.*) should be specified only once");

  private UsageWords() {}

  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException) {
      return unmatched((UnmatchedArgumentException) e);
    }

    String message = String.valueOf(e.getMessage()) + choicesOfMissing(e);
    Matcher words = PAIR.matcher(message);
    if (words.matches()) {
      return "Invalid value for option "
          + words.group(1)
          + ": '"
          + words.group(3)
          + "' is not of the form "
          + words.group(2);
    }

    words = CHOICE.matcher(message);
    List<String> choices = choices(e);
    if (words.matches() && !choices.isEmpty()) {
      return words.group(1)
          + ": "
          + words.group(3)
          + " is none of "
          + String.join(", ", choices)
          + NearestNames.asked(words.group(3).replace("'", ""), choices);
    }

    return plain(message);
  }

  private static String plain(String message) {
    Matcher words = MISSING.matcher(message);
    if (words.matches()) {
      return "One of these is needed: " + words.group(1).replace(" | ", ", ");
    }

    words = EXCLUSIVE.matcher(message);
    if (words.matches()) {
      return "Only one of these can be given: " + words.group(1);
    }

    words = REPEATED.matcher(message);
    if (words.matches()) {
      return "Only one of these can be given, and once: " + words.group(1).replace(" | ", ", ");
    }

    words = TWICE.matcher(message);
    return words.matches()
        ? "The option " + words.group(1) + " is given twice"
        // Types of Java are no words for people.
        : message
            .replaceFirst("is not an? (int|long)$", "is no whole number")
            .replaceFirst("is not a double$", "is no number");
  }

  /** Of words that are left over the first says what is wrong. */
  private static String unmatched(UnmatchedArgumentException e) {
    String word = e.getUnmatched().get(0);
    if (!e.isUnknownOption()) {
      return "The word '" + word + "' is one too many";
    }

    if (word.split("=")[0].equals("--family")
        && e.getCommandLine().getCommandName().equals("run")) {
      return "run has no --family: the job's name says it; of rebuild and replay-dead-letters write"
          + " --set job.family=FAMILY";
    }

    if (word.split("=")[0].equals("--format")
        && e.getCommandLine().getCommandName().equals("completion")) {
      return "completion has no --format: what it prints is a script for a shell; help --format json"
          + " has all commands and options";
    }

    return "Unknown option: '" + word + "'" + NearestNames.asked(word.split("=")[0], options(e));
  }

  /** The names of those that the command has. */
  private static Set<String> options(UnmatchedArgumentException e) {
    return e.getCommandLine().getCommandSpec().optionsMap().keySet();
  }

  /** Which words a parameter has that was left out. */
  private static String choicesOfMissing(ParameterException e) {
    if (!(e instanceof MissingParameterException)) {
      return "";
    }

    List<String> choices = new ArrayList<>();
    for (ArgSpec missing : ((MissingParameterException) e).getMissing()) {
      if (missing.isPositional() && missing.completionCandidates() != null) {
        missing.completionCandidates().forEach(choices::add);
      }
    }

    return choices.isEmpty() ? "" : ", one of " + String.join(", ", choices);
  }

  private static List<String> choices(ParameterException e) {
    List<String> choices = new ArrayList<>();
    if (e.getArgSpec() != null && e.getArgSpec().completionCandidates() != null) {
      e.getArgSpec().completionCandidates().forEach(choices::add);
    }

    return choices;
  }
}
