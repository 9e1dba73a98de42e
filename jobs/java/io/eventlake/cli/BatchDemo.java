package io.eventlake.cli;

import io.eventlake.cli.demo.ProductDemo;
import io.eventlake.cli.demo.XpDemo;
import io.eventlake.config.ConfigException;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.job.Lakes;
import io.eventlake.lake.audit.LakeAudit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** The demos of what batch runs write, from a new directory to the balance sheet. */
final class BatchDemo {

  private final CommandLine command;
  private final Path named;
  private final Clock clock;
  private final PrintWriter out;

  /**
   * @param named directory of the lake; null for one of its own
   */
  BatchDemo(CommandLine command, Path named, Clock clock) {
    this.command = command;
    this.named = named;
    this.clock = clock;
    this.out = command.getOut();
  }

  /** Exports, runs over them and where the figures go. */
  int product(int items, long seed) throws IOException {
    Path directory = directory();
    LakeOptions lake =
        new ProductDemo(DemoCommand.emulators(), directory, items, seed, clock, out).run();
    return end(
        lake,
        "product",
        directory,
        ShellCommand.of("metrics", "show", "--warehouse", directory.toString()));
  }

  /** Events, results of a server, and what is counted of them. */
  int xp(int students) throws IOException {
    Path directory = directory();
    LakeOptions lake = new XpDemo(directory, students, clock, out).run();
    return end(
        lake,
        "xp",
        directory,
        ShellCommand.of("sql", "--family", "xp", "--warehouse", directory.toString())
            .with("SELECT xp, flag, sources FROM gold.fact_xp WHERE student_id = 's2'"));
  }

  private Path directory() throws IOException {
    Path directory =
        named == null ? DemoCommand.newDirectory(Path.of("warehouse"), clock.instant()) : named;
    if (Files.exists(directory.resolve("catalog.db"))) {
      throw new ConfigException(
          "There is a lake in " + directory + " already; name a new directory with --warehouse");
    }

    return directory;
  }

  private int end(LakeOptions lake, String family, Path directory, ShellCommand question)
      throws IOException {
    out.println();
    LakeAudit audit = LakeAudit.run(Lakes.ofFamily(lake, family));
    AuditCommand.print(audit, command);
    out.println();
    out.println("The tables stay in " + directory + ". Ask them, for example:");
    out.println("  " + question);
    return audit.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
