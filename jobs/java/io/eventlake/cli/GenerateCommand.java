package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.ConfigException;
import io.eventlake.config.NearestNames;
import io.eventlake.family.EventFamily;
import io.eventlake.family.TrafficWishes;
import io.eventlake.family.TrafficWriter;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.Quirk;
import io.eventlake.job.FamilyCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
      "Generates events as NDJSON files: the same bytes for the same options.",
      "Writes DIR/events/*.ndjson in order of arrival, DIR/segments.ndjson with the users' segments"
          + " (of web), and DIR/expected.json with the counts that a lake of these events must show."
    },
    footer = {
      "%nExamples:",
      "  eventlake generate --events 20000 --out data",
      "  eventlake generate --events 20000 --out data --family site --share BASE64=0.2",
      "  eventlake generate --events 20000 --out data --span 60h --share BEYOND_HORIZON=0.01"
    })
public final class GenerateCommand implements Callable<Integer> {

  /** Options that only the family has which is meant where none is named. */
  private static final List<String> OF_STANDARD =
      List.of("--gzip", "--users", "--crawlers", "--copies", "--copies-within", "--no-expected");

  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      completionCandidates = FamilyMixin.Names.class,
      description = "Of events: ${COMPLETION-CANDIDATES}.")
  private String family = FamilyCatalog.standardName();

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
          "Share of the events, 0 to 1, with a quirk, of web: ${COMPLETION-CANDIDATES}. BEYOND_HORIZON"
              + " takes a span of more than 50 hours. A wrong one lists those of another family."
              + " May be repeated.",
      completionCandidates = Quirks.class,
      showDefaultValue = Visibility.NEVER)
  private Map<String, Double> shares = new TreeMap<>();

  @Option(
      names = "--no-expected",
      description = "Leave out expected.json, which takes about 700 bytes of memory per event.")
  private boolean withoutExpected;

  @Mixin private FormatMixin format;
  @Spec private CommandSpec spec;

  /** The names of web's quirks, for the help. */
  static final class Quirks implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Quirk.values()).map(Enum::name).iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    requireTraffic(family);
    if (!family.equals(FamilyCatalog.standardName())) {
      return generateOther(FamilyCatalog.find(family, Map.of()));
    }

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
    tell(files.events());
    return ExitCode.OK;
  }

  /**
   * Asks for a family whose events can be generated.
   *
   * @throws ConfigException listing the families that there are, or where there is no generator
   */
  static void requireTraffic(String family) {
    EventFamily found = FamilyCatalog.find(family, Map.of());
    if (!family.equals(FamilyCatalog.standardName()) && found.traffic().isEmpty()) {
      throw new ConfigException(
          "The family "
              + family
              + " has no generated events: give its job files of your own, with source.type=files"
              + " and source.path=DIR");
    }
  }

  private int generateOther(EventFamily other) throws IOException {
    TrafficWriter traffic = other.traffic().orElseThrow();
    for (String option : OF_STANDARD) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(),
            "Wrong option: " + option + " is of the family " + FamilyCatalog.standardName() + ".");
      }
    }

    shares.keySet().forEach(quirk -> requireQuirk(quirk, traffic.quirks()));
    OutFolder.require(spec.commandLine(), out);
    try {
      TrafficWishes wishes = new TrafficWishes(events, seed, start, span, shares);
      tell(traffic.write(wishes, out, eventsPerFile));
      tellOptions(traffic.jobOptions());
    } catch (FileAlreadyExistsException e) {
      throw new ConfigException(
          out + " has events already: name a directory without earlier events", e);
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }

    return ExitCode.OK;
  }

  private void requireQuirk(String quirk, List<String> quirks) {
    if (!quirks.contains(quirk)) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for option '--share': there is no quirk "
              + quirk
              + NearestNames.among(quirk, quirks, "the quirks are"));
    }
  }

  private void tell(Path directory) throws IOException {
    PrintWriter console = spec.commandLine().getOut();
    if (format.isJson()) {
      Map<String, Object> document = FormatMixin.document("DONE");
      document.put("events", events);
      document.put("seed", seed);
      document.put("directory", directory.toString());
      FormatMixin.write(document, console);
    } else {
      console.println("Wrote " + events + " events to " + directory + ".");
      console.flush();
    }
  }

  private void tellOptions(Map<String, String> options) {
    if (!options.isEmpty() && !format.isJson()) {
      PrintWriter console = spec.commandLine().getOut();
      console.println("Its job takes all that is good of them with:");
      options.forEach((key, value) -> console.println("  --set " + key + "=" + value));
      console.flush();
    }
  }

  private ParameterException wrong(IllegalArgumentException e) {
    return new ParameterException(spec.commandLine(), "Wrong option: " + e.getMessage() + ".", e);
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
      List<String> quirks = new ArrayList<>();
      new Quirks().forEach(quirks::add);
      shares.keySet().forEach(quirk -> requireQuirk(quirk, quirks));
      shares.forEach((quirk, share) -> builder.share(Quirk.valueOf(quirk), share));
      return (users == null ? builder : builder.users(users)).build();
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  private GeneratedFiles files() {
    GeneratedFiles.Compression compression =
        gzip ? GeneratedFiles.Compression.GZIP : GeneratedFiles.Compression.NONE;
    try {
      return new GeneratedFiles(out, compression, eventsPerFile);
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }
}
