package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.ConfigException;
import io.eventlake.connector.files.EventFileRecords;
import io.eventlake.connector.kinesis.StreamProducer;
import io.eventlake.event.RawRecord;
import io.eventlake.family.TrafficRecord;
import io.eventlake.family.TrafficWishes;
import io.eventlake.family.web.generate.EventGenerator;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.job.FamilyCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code produce}: events into a Kinesis stream. */
@Command(
    name = "produce",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Puts events into a Kinesis stream.",
      "The partition key is the session's id, else the event's. What the stream does not take is put"
          + " again."
    },
    footer = {
      "%nExamples:",
      "  eventlake produce --stream web-events --input data/events",
      "  eventlake produce --stream site-events --input data/events --family site",
      "  eventlake produce --stream caliper-events --rate 50 --family caliper",
      "  eventlake produce --stream web-events --rate 200 --events 8000 --endpoint http://127.0.0.1:4567"
    })
public final class ProduceCommand implements Callable<Integer> {

  /** Between two looks at what is due: a batch of PutRecords each time. */
  private static final long PAUSE_NANOS = 100_000_000L;

  @Option(names = "--stream", required = true, paramLabel = "NAME", description = "The stream.")
  private String stream;

  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      completionCandidates = FamilyMixin.Names.class,
      description = "Of events: ${COMPLETION-CANDIDATES}.")
  private String family = FamilyCatalog.standardName();

  @ArgGroup(multiplicity = "1")
  private Events events;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "With --rate: another seed makes other events.")
  private long seed = 42;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "With --rate: stop after so many; without it the stream has no end.")
  private long count = Long.MAX_VALUE;

  /** Where the events come from. */
  static final class Events {
    @Option(
        names = "--input",
        paramLabel = "DIR",
        converter = PlaceConverter.class,
        description = "Directory of NDJSON files, plain or gzip, sent in the order of their paths.")
    private String input;

    @Option(
        names = "--rate",
        paramLabel = "N",
        description = "Generated events, so many per second, whose time is the present.")
    private Integer rate;
  }

  @Option(names = "--region", paramLabel = "REGION", description = "AWS region of the stream.")
  private String region = "us-east-1";

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Kinesis endpoint in place of the region's, for example an emulator's.")
  private String endpoint;

  @Mixin private FormatMixin format;
  @Spec private CommandSpec spec;

  private int damagedFiles;

  @Override
  public Integer call() throws IOException {
    List<String> keys = FamilyCatalog.partitionKeys(family);
    try (StreamProducer producer = new StreamProducer(stream, region, endpoint, keys)) {
      if (events.input != null) {
        putFiles(producer);
      } else {
        putGenerated(producer, Clock.systemUTC());
      }

      print(producer);
    }

    return damagedFiles == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void putFiles(StreamProducer producer) throws IOException {
    try (EventFileRecords records =
        new EventFileRecords(events.input, StreamProducer.MAX_RECORD_BYTES)) {
      spec.commandLine().getErr().println(records.listing().summary());
      while (records.hasNext()) {
        RawRecord record = records.next();
        if (record.fault == null) {
          producer.put(record.payload);
        } else {
          damagedFiles++;
          spec.commandLine().getErr().println(record.shardId + ": " + record.fault);
        }
      }

      producer.flush();
    }
  }

  /** Each event when it is due by the clock. */
  private void putGenerated(StreamProducer producer, Clock clock) throws IOException {
    if (events.rate <= 0 || count <= 0) {
      throw new ConfigException("--rate and --events must be positive");
    }

    LiveTraffic traffic = new LiveTraffic(generated(clock.instant()), clock);
    while (traffic.hasNext()) {
      Optional<TrafficRecord> due = traffic.nextDue();
      if (due.isPresent()) {
        producer.put(due.get().json);
      } else {
        producer.flush();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }

    producer.flush();
  }

  /** In full flow from the moment on. */
  private Iterator<TrafficRecord> generated(Instant from) {
    GenerateCommand.requireTraffic(family);
    if (!family.equals(FamilyCatalog.standardName())) {
      return FamilyCatalog.find(family, Map.of())
          .traffic()
          .orElseThrow()
          .live(TrafficWishes.live(count, seed, from, events.rate));
    }

    return new EventGenerator(
            GeneratorOptions.events(count)
                .seed(seed)
                .start(from)
                .eventsPerSecond(events.rate)
                .build())
        .records();
  }

  private void print(StreamProducer producer) {
    PrintWriter console = spec.commandLine().getOut();
    if (format.isJson()) {
      Map<String, Object> document = FormatMixin.document(damagedFiles == 0 ? "DONE" : "FAIL");
      document.put("stream", stream);
      document.put("records", producer.sent());
      document.put("put_again", producer.repeated());
      document.put("too_large", producer.tooLarge());
      document.put("damaged_files", damagedFiles);
      FormatMixin.write(document, console);
      return;
    }

    console.printf(
        Locale.ROOT,
        "Put %d records into %s, %d of them again, and left out %d over the limit of a record.%n",
        producer.sent(),
        stream,
        producer.repeated(),
        producer.tooLarge());
    console.flush();
  }
}
