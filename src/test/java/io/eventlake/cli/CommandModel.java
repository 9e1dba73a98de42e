package io.eventlake.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** The program's commands as picocli knows them. */
final class CommandModel {

  private CommandModel() {}

  /** Those that do something, by their words; what only groups others is left out. */
  static Map<String, CommandLine> commands() {
    Map<String, CommandLine> commands = new LinkedHashMap<>();
    add("", Main.commandLine(new Main()), commands);
    return commands;
  }

  private static void add(String above, CommandLine group, Map<String, CommandLine> commands) {
    group
        .getSubcommands()
        .forEach(
            (name, command) -> {
              String words = (above + " " + name).strip();
              if (command.getSubcommands().isEmpty()) {
                commands.put(words, command);
              } else {
                add(words, command, commands);
              }
            });
  }
}
