package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.ConfigException;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.Quirk;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code generate}: a deterministic data set, and what the lake must make of it. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Generates browser events as NDJSON files: the same bytes for the same options.",
      "Writes DIR/events/*.ndjson in order of arrival, DIR/segments.ndjson with the users' segments,"
          + " and DIR/expected.json with the counts that a lake of these events must show."
    },
    footer = {
      "%nExamples:",
      "  eventlake generate --events 20000 --out data",
      "  eventlake generate --events 20000 --out data --span 60h --share BEYOND_HORIZON=0.01"
    })
public final class GenerateCommand implements Callable<Integer> {

  @Option(
      names = "--events",
      required = true,
      paramLabel = "N",
      description = "Number of events.",
      showDefaultValue = Visibility.NEVER)
  private long events;

  @Option(names = "--seed", paramLabel = "S", description = "Another seed makes other events.")
  private long seed = 42;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Directory to write to; made when it is not there.")
  private Path out;

  @Option(names = "--gzip", description = "Compress the event files (.ndjson.gz).")
  private boolean gzip;

  @Option(names = "--events-per-file", paramLabel = "N", description = "Events in one file.")
  private long eventsPerFile = 100_000;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description = "Arrival of the first event, for example 2026-01-05T00:00:00Z.")
  private Instant start = GeneratorOptions.DEFAULT_START;

  @Option(
      names = "--span",
      paramLabel = "DURATION",
      description = "How long the events last in event time, 6 h unless given.",
      showDefaultValue = Visibility.NEVER)
  private Duration span = GeneratorOptions.DEFAULT_SPAN;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Size of the population; one for 40 events unless given.",
      showDefaultValue = Visibility.NEVER)
  private Integer users;

  @Option(
      names = "--crawlers",
      paramLabel = "N",
      description = "Visits of more events than a session may have (10,000).")
  private int crawlers;

  @Option(
      names = "--copies",
      paramLabel = "N",
      description = "How often every record comes; all of them count as events.")
  private int copies = 1;

  @Option(
      names = "--copies-within",
      paramLabel = "DURATION",
      description = "Time in which the copies of a record come, 10 min unless given.",
      showDefaultValue = Visibility.NEVER)
  private Duration copiesWithin = GeneratorOptions.DEFAULT_COPIES_WITHIN;

  @Option(
      names = "--share",
      paramLabel = "QUIRK=SHARE",
      description =
          "Share of the events, 0 to 1, with a quirk: ${COMPLETION-CANDIDATES}. BEYOND_HORIZON takes"
              + " a span of more than 50 hours. May be repeated.",
      showDefaultValue = Visibility.NEVER)
  private Map<Quirk, Double> shares = new EnumMap<>(Quirk.class);

  @Option(
      names = "--no-expected",
      description = "Leave out expected.json, which takes about 700 bytes of memory per event.")
  private boolean withoutExpected;

  @Mixin private FormatMixin format;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    GeneratorOptions options = options();
    GeneratedFiles files = files();
    OutFolder.require(spec.commandLine(), out);
    if (Files.exists(files.events())) {
      throw new ConfigException(
          files.events() + " is there already: name a directory without earlier events");
    }

    if (withoutExpected) {
      files.writeOnly(options);
    } else {
      files.write(options);
    }
    PrintWriter console = spec.commandLine().getOut();
    if (format.isJson()) {
      Map<String, Object> document = FormatMixin.document("DONE");
      document.put("events", events);
      document.put("seed", seed);
      document.put("directory", files.events().toString());
      FormatMixin.write(document, console);
    } else {
      console.println("Wrote " + events + " events to " + files.events() + ".");
      console.flush();
    }

    return ExitCode.OK;
  }

  private GeneratorOptions options() {
    try {
      GeneratorOptions.Builder builder =
          GeneratorOptions.events(events)
              .seed(seed)
              .start(start)
              .span(span)
              .crawlers(crawlers)
              .copies(copies)
              .copiesWithin(copiesWithin);
      shares.forEach(builder::share);
      return (users == null ? builder : builder.users(users)).build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "Wrong option: " + e.getMessage() + ".", e);
    }
  }

  private GeneratedFiles files() {
    GeneratedFiles.Compression compression =
        gzip ? GeneratedFiles.Compression.GZIP : GeneratedFiles.Compression.NONE;
    try {
      return new GeneratedFiles(out, compression, eventsPerFile);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "Wrong option: " + e.getMessage() + ".", e);
    }
  }
}
