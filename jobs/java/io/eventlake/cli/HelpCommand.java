package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help}: the same as {@code --help} behind the words. */
@Command(
    name = "help",
    description = "Shows the help of the program, or of a command.",
    footer = {"%nExamples:", "  eventlake help run", "  eventlake help tables relocate"})
final class HelpCommand implements Callable<Integer> {

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Its words.")
  List<String> words = List.of();

  @Mixin FormatMixin format;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = spec.root().commandLine();
    for (String word : words) {
      CommandLine below = command.getSubcommands().get(word);
      if (below == null) {
        throw new ParameterException(spec.commandLine(), Errors.unknownCommand(command, word));
      }

      command = below;
    }

    if (format.isJson()) {
      Map<String, Object> document = FormatMixin.document("DONE");
      document.putAll(HelpDocument.of(command));
      FormatMixin.write(document, spec.commandLine().getOut());
    } else {
      command.usage(spec.commandLine().getOut());
    }

    return ExitCode.OK;
  }
}
