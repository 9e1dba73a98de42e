package io.eventlake.cli;

import io.eventlake.config.ShellCommand;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * How {@code --help} is laid out: the commands in groups, and examples that can be copied, each on
 * one line however long, with the program as it was called.
 */
final class HelpTexts {

  private static final String EXAMPLE = "  ";

  /** As a command names the program, but within a path or a word. */
  private static final Pattern PROGRAM = Pattern.compile("(?<![^ (])eventlake(?= )");

  private HelpTexts() {}

  /** Lays out the help of a command and of all below it. */
  static void arrange(CommandLine program) {
    program.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
    program.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    arrangeExamples(program);
    CommandLine run = program.getSubcommands().get("run");
    run.getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_FOOTER,
            help -> JobList.section(help) + HelpTexts.footer(help));
  }

  private static void arrangeExamples(CommandLine command) {
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpTexts::footer);
    command.getSubcommands().values().forEach(HelpTexts::arrangeExamples);
  }

  private static String footer(Help help) {
    StringBuilder text = new StringBuilder();
    for (String line : help.commandSpec().usageMessage().footer()) {
      text.append(
          line.startsWith(EXAMPLE)
              ? example(line) + System.lineSeparator()
              : help.createHeading(line + "%n"));
    }

    return text.toString();
  }

  private static String example(String line) {
    return PROGRAM.matcher(line).replaceAll(Matcher.quoteReplacement(ShellCommand.program()));
  }
}
