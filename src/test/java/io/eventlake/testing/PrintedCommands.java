package io.eventlake.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The commands of this program that a text tells people to run, as a shell takes them apart. */
public final class PrintedCommands {

  private static final String PROGRAM = "./eventlake ";

  private PrintedCommands() {}

  /** The words of each, without the program's name; a command ends with its line. */
  public static List<String[]> in(String text) throws IOException, InterruptedException {
    List<String[]> commands = new ArrayList<>();
    for (String line : text.lines().toList()) {
      int begin = line.indexOf(PROGRAM);
      if (begin >= 0) {
        commands.add(words(line.substring(begin + PROGRAM.length())));
      }
    }

    return commands;
  }

  /** The only one. */
  public static String[] only(String text) throws IOException, InterruptedException {
    List<String[]> commands = in(text);
    assertThat(commands).as(text).hasSize(1);
    return commands.get(0);
  }

  private static String[] words(String command) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", "printf '%s\\0' " + command)
            .redirectErrorStream(true)
            .start();
    String printed = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).as(printed).isZero();
    return Arrays.stream(printed.split("\0")).toArray(String[]::new);
  }
}
