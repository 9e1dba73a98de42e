package io.eventlake.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command of this program as its messages name it: it runs as it is printed, in the directory
 * that the program was called from. Each word is quoted where a POSIX shell asks for it.
 */
public final class ShellCommand {

  /** How the launcher was called; what the README has where none was. */
  private static final String LAUNCHER = System.getProperty("eventlake.launcher", "./eventlake");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private final List<String> words;

  private ShellCommand(List<String> words) {
    this.words = words;
  }

  /** The program as it was called, quoted for a shell. */
  public static String program() {
    return quoted(LAUNCHER);
  }

  /** The command with these words behind the program's name. */
  public static ShellCommand of(String... words) {
    return new ShellCommand(List.of(words));
  }

  /** This command with further words. */
  public ShellCommand with(String... more) {
    return with(List.of(more));
  }

  /** This command with further words. */
  public ShellCommand with(List<String> more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(more);
    return new ShellCommand(all);
  }

  /** On a line of its own, to be copied. */
  public String line() {
    return "\n  " + this;
  }

  /** Within a line, at its end. */
  @Override
  public String toString() {
    return quoted(LAUNCHER)
        + " "
        + words.stream().map(ShellCommand::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
