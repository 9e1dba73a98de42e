package io.eventlake.cli;

import io.eventlake.cli.demo.Demo;
import io.eventlake.cli.demo.DemoOptions;
import io.eventlake.cli.demo.KeptDemo;
import io.eventlake.cli.format.Documents;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.job.FamilyCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.lake.audit.LakeAudit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the main job at work on this machine. */
@Command(
    name = "demo",
    showDefaultValues = true,
    description = {
      "Shows the main job at work, or that of another family: starts emulators of Kinesis and"
          + " DynamoDB, puts generated events into the stream, runs the job with Flink's web UI, and"
          + " ends with what the tables hold and the balance sheet.",
      "The tables stay, for sql. With --keep all goes on, for events of your own."
    },
    footer = {
      "%nExamples:",
      "  eventlake demo",
      "  eventlake demo --events 4000 --web-port 8081",
      "  eventlake demo --family site",
      "  eventlake demo --family caliper",
      "  eventlake demo --family xp",
      "  eventlake demo --keep"
    })
final class DemoCommand implements Callable<Integer> {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String EVENTS = "--events";
  private static final String RATE = "--rate";
  private static final String SEED = "--seed";
  private static final String WEB_PORT = "--web-port";

  private static final int STUDENTS = 40;

  /** Room for the tables, checkpoints and emulators of a demo of the default size. */
  private static final long MIN_FREE_BYTES = 500L << 20;

  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      completionCandidates = LakeFamilyMixin.Names.class,
      description =
          "${COMPLETION-CANDIDATES}; product is metrics demo, and xp counts learning events and"
              + " the results of a OneRoster server, neither with the options below.")
  String family = FamilyCatalog.standardName();

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "New directory of the lake; without it one of its own in warehouse/.")
  Path warehouse;

  @Option(
      names = EVENTS,
      paramLabel = "N",
      description = {
        "Events to put into the stream.",
        "The emulator gets slower with each record it holds: beyond some 8,000 it sets the pace."
      })
  long events = 8_000;

  @Option(names = RATE, paramLabel = "N", description = "Events per second.")
  int rate = 200;

  @Option(names = SEED, paramLabel = "S", description = "Another seed makes other events.")
  long seed = 42;

  @Option(
      names = WEB_PORT,
      paramLabel = "PORT",
      description = "Port of Flink's web UI; 0 for any that is free.")
  int webPort;

  @Mixin KeepMixin keep;
  @Mixin FormatMixin format;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = format.people(spec.commandLine());
    Clock clock = Clock.systemUTC();
    if (family.equals("xp") || family.equals("product")) {
      return batch(new BatchDemo(spec.commandLine(), format, warehouse, clock));
    }

    check();
    Path directory =
        warehouse == null ? newDirectory(Path.of("warehouse"), clock.instant()) : warehouse;
    check(directory);
    DemoOptions options =
        new DemoOptions(family, emulators(), directory, events, rate, seed, webPort);
    return keep.isKept() ? kept(options, out, clock) : ended(options, out, clock);
  }

  private int ended(DemoOptions options, PrintWriter out, Clock clock) throws Exception {
    Demo demo = new Demo(options, out, clock);
    JobOptions job = demo.run();
    demo.report(job);
    return told(job, options.warehouse, out);
  }

  private int kept(DemoOptions options, PrintWriter out, Clock clock) throws Exception {
    KeptDemo demo = new KeptDemo(options, keep.endpoints(home()), out, clock);
    AtomicInteger told = new AtomicInteger();
    int code =
        demo.run(
            job -> {
              demo.report(job);
              told.set(told(job, options.warehouse, out));
            });
    return told.get() == ExitCode.OK ? code : told.get();
  }

  /** What the tables prove, and how they are asked. */
  private int told(JobOptions job, Path directory, PrintWriter out) throws IOException {
    out.println();
    LakeAudit audit = LakeAudit.run(Lakes.ofFamily(job.lake, family), job.session.gap);
    int code = ended(audit, directory, question(directory), format, spec.commandLine());
    spec.commandLine().getOut().flush();
    return code;
  }

  /** Tells the balance sheet, and how the tables that a demo leaves are asked. */
  static int ended(
      LakeAudit audit,
      Path directory,
      ShellCommand question,
      FormatMixin format,
      CommandLine command)
      throws IOException {
    if (format.isJson()) {
      Map<String, Object> document = Documents.audit(audit);
      document.put("warehouse", directory.toString());
      document.put("ask_with", question.toString());
      FormatMixin.write(document, command.getOut());
    } else {
      PrintWriter out = command.getOut();
      AuditCommand.print(audit, command);
      out.println();
      out.println("The tables stay in " + directory + ". Ask them, for example:");
      out.println("  " + question);
    }

    return audit.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** No stream, no job that goes on: what the other options are about is not there. */
  private int batch(BatchDemo demo) throws IOException {
    for (String option : options()) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ConfigException(
            option
                + " is for families whose events come in a stream; leave it away"
                + (family.equals("product") ? ", or see 'metrics demo --help'" : ""));
      }
    }

    return family.equals("xp")
        ? demo.xp(STUDENTS)
        : demo.product(MetricsDemoCommand.ITEMS, MetricsDemoCommand.SEED);
  }

  private static List<String> options() {
    List<String> options = new ArrayList<>(List.of(EVENTS, RATE, SEED, WEB_PORT));
    options.addAll(KeepMixin.OPTIONS);
    return options;
  }

  private ShellCommand question(Path directory) {
    ShellCommand sql = ShellCommand.of("sql", "--warehouse", directory.toString());
    return family.equals(FamilyCatalog.standardName())
        ? sql.with("SELECT * FROM gold.fact_funnel WHERE clicked_affiliate LIMIT 5")
        : sql.with("--family", family, "SELECT * FROM silver.sessions LIMIT 5");
  }

  /** A directory that no other demo has, also when both begin in the same second. */
  static Path newDirectory(Path parent, Instant now) throws IOException {
    Files.createDirectories(parent);
    String name = "demo-" + STAMP.format(now);
    for (int number = 2; ; number++) {
      try {
        return Files.createDirectory(parent.resolve(name));
      } catch (FileAlreadyExistsException e) {
        name = "demo-" + STAMP.format(now) + "-" + number;
      }
    }
  }

  private void check() {
    GenerateCommand.requireTraffic(family);
    if (events <= 0 || rate <= 0) {
      throw new ConfigException("--events and --rate must be positive");
    }

    KeepMixin.check(WEB_PORT, webPort);
    keep.check();
  }

  private static void check(Path directory) throws IOException {
    if (Files.exists(directory.resolve("catalog.db"))) {
      throw new ConfigException(
          "There is a lake in " + directory + " already; name a new directory with --warehouse");
    }

    Files.createDirectories(directory);
    long free = Files.getFileStore(directory).getUsableSpace();
    if (free < MIN_FREE_BYTES) {
      throw new ConfigException(
          "The disk of "
              + directory.toAbsolutePath()
              + " has "
              + (free >> 20)
              + " MiB left, a demo needs "
              + (MIN_FREE_BYTES >> 20)
              + ": free some, or name another with --warehouse");
    }
  }

  /** Where the launcher's build put them. */
  static Path emulators() {
    return home().resolve("target").resolve("emulators");
  }

  private static Path home() {
    return Path.of(System.getProperty("eventlake.home", "."));
  }
}
