package io.eventlake.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/** The commands in {@code --help} of the program, by what they are for, one line each. */
final class CommandGroups implements IHelpSectionRenderer {

  /** Where a command stands that no group has. */
  private static final String OTHERS = "More";

  private static final Map<String, Map<String, String>> GROUPS = groups();

  @Override
  public String render(Help help) {
    Map<String, CommandLine> left =
        new LinkedHashMap<>(help.commandSpec().commandLine().getSubcommands());
    int width = left.keySet().stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    GROUPS.forEach(
        (title, commands) -> {
          lines.add("");
          lines.add(title + ":");
          commands.forEach(
              (name, purpose) -> {
                if (left.remove(name) != null) {
                  lines.add(line(name, purpose, width));
                }
              });
          if (title.equals(OTHERS)) {
            left.forEach((name, command) -> lines.add(line(name, sentence(command), width)));
          }
        });
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private static String line(String name, String purpose, int width) {
    return "  " + name + " ".repeat(width - name.length() + 2) + purpose;
  }

  /** The first of its description. */
  private static String sentence(CommandLine command) {
    String[] description = command.getCommandSpec().usageMessage().description();
    return description.length == 0 ? "" : description[0].replaceFirst("[.:,;] .*", "");
  }

  private static Map<String, Map<String, String>> groups() {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    groups.put(
        "To begin",
        commands(
            "demo", "the main job at work on this machine, with emulators of AWS",
            "generate", "events, segments, and the counts that a lake of them must show",
            "produce", "events into a stream, from files or generated at a rate",
            "doctor", "what a job needs before it starts, and what to do"));
    groups.put(
        "Events and their contract",
        commands(
            "validate", "events judged as the lake would, without a lake",
            "contract", "for producers: JSON Schema, a page, types for TypeScript"));
    groups.put(
        "Jobs",
        commands(
            "run", "a job on an embedded Flink, a rebuild, a replay of dead letters",
            "metrics", "product metrics from exports of a DynamoDB table",
            "fetch-results", "assessment results of OneRoster into a folder",
            "status", "the jobs that run here",
            "savepoint", "a savepoint of a job that runs here, its tables tagged",
            "stop", "a job that runs here, with a savepoint to go on from"));
    groups.put(
        "Questions",
        commands(
            "sql", "queries over the lake's tables, views and reports",
            "report", "the analysts' reports as one page",
            "cut", "a name for one state of all tables"));
    groups.put(
        "Proof",
        commands(
            "audit", "the balance sheet of the lake, from its tables",
            "check", "the quality of the tables' data"));
    groups.put(
        "Care",
        commands(
            "tables", "what tables there are; create, evolve, register, relocate",
            "maintain", "large files of small ones, old snapshots and orphans gone",
            "tag", "what savepoints known by name and time need, kept from expiry",
            "rewind", "all tables of a job back to one state that they had together",
            "backfill", "everything since a savepoint once more"));
    groups.put(
        OTHERS,
        commands(
            "help", "this, or the help of a command",
            "completion", "of commands and options by the Tab key"));
    return groups;
  }

  /** A name and what it is for, in turn. */
  private static Map<String, String> commands(String... namesAndPurposes) {
    Map<String, String> commands = new LinkedHashMap<>();
    for (int i = 0; i < namesAndPurposes.length; i += 2) {
      commands.put(namesAndPurposes[i], namesAndPurposes[i + 1]);
    }

    return commands;
  }
}
