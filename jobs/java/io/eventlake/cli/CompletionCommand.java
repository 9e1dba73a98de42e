package io.eventlake.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: a script for a shell. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes commands, options and the words that they take.",
      "To have it always, write the line of the example into ~/.bashrc or ~/.zshrc, behind compinit."
    },
    footer = {
      "%nExamples:",
      "  source <(eventlake completion bash)",
      "  source <(eventlake completion zsh)"
    })
final class CompletionCommand implements Callable<Integer> {

  /** Whose script it is. One fits both: that of bash makes zsh complete as bash does. */
  enum Shell {
    BASH,
    ZSH;

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  Shell shell;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine root = Main.commandLine(new Main());
    OtherPrograms.all().forEach(other -> root.addSubcommand(other.name(), other));
    spec.commandLine().getOut().print(AutoComplete.bash(spec.root().name(), root));
    return ExitCode.OK;
  }
}
