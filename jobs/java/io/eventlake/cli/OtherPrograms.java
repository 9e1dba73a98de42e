package io.eventlake.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Commands of the launcher that are programs of their own, as far as they are completed. */
public final class OtherPrograms {

  private OtherPrograms() {}

  /** Each with its subcommands; a test of the services holds them to the real ones. */
  public static List<CommandSpec> all() {
    return List.of(
        command("collect").addSubcommand("replay", command("replay")),
        command("serve").addOption(option(Path.class, "--warehouse")));
  }

  private static CommandSpec command(String name) {
    return CommandSpec.create()
        .name(name)
        .addOption(option(Path.class, "--config"))
        .addOption(option(String.class, "--set"))
        .addOption(OptionSpec.builder("-h", "--help").build());
  }

  private static OptionSpec option(Class<?> type, String name) {
    return OptionSpec.builder(name).type(type).arity("1").build();
  }
}
