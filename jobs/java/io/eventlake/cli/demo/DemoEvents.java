package io.eventlake.cli.demo;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.files.EventFileRecords;
import io.eventlake.event.SegmentItem;
import io.eventlake.family.TrafficRecord;
import io.eventlake.family.TrafficWishes;
import io.eventlake.family.TrafficWriter;
import io.eventlake.family.web.generate.EventGenerator;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.SegmentGenerator;
import io.eventlake.job.FamilyCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The traffic of a demo, whose last events happen about now: records in the order in which they are
 * sent, and the segments of their users.
 */
final class DemoEvents {

  /** Event time that the stream spans, so that sessions close while one watches. */
  private static final Duration SPAN = Duration.ofHours(6);

  /** Left free before the present, since an event must not come before it happened. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private static final long RECORDS_PER_FILE = 100_000;

  /** As the stream takes it. */
  private static final int MAX_RECORD_BYTES = 1 << 20;

  private final DemoOptions options;
  private final Instant start;

  DemoEvents(DemoOptions options, Instant now) {
    this.options = options;
    this.start = now.minus(SPAN).minus(MARGIN);
  }

  /**
   * The records; those of a family whose generator writes files are in the lake's directory, too.
   *
   * @throws ConfigException when no events of the family can be generated
   */
  Iterator<byte[]> records() throws IOException {
    return isStandard() ? made() : written();
  }

  private Iterator<byte[]> made() {
    Iterator<TrafficRecord> records = new EventGenerator(standard()).records();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public byte[] next() {
        return records.next().json;
      }
    };
  }

  /** The segments of the users; empty for a family whose sessions have none. */
  List<SegmentItem> segments() {
    List<SegmentItem> items = new ArrayList<>();
    if (options.hasSegments()) {
      new SegmentGenerator(standard()).forEach(items::add);
    }

    return items;
  }

  private boolean isStandard() {
    return options.family.equals(FamilyCatalog.standardName());
  }

  private GeneratorOptions standard() {
    return GeneratorOptions.events(options.events)
        .seed(options.seed)
        .start(start)
        .span(SPAN)
        .build();
  }

  private Iterator<byte[]> written() throws IOException {
    TrafficWriter traffic =
        FamilyCatalog.find(options.family, Map.of())
            .traffic()
            .orElseThrow(
                () ->
                    new ConfigException(
                        "The family " + options.family + " has no generated events to show"));
    TrafficWishes wishes = new TrafficWishes(options.events, options.seed, start, SPAN, Map.of());
    Path events = traffic.write(wishes, options.traffic(), RECORDS_PER_FILE);
    EventFileRecords files = new EventFileRecords(events.toString(), MAX_RECORD_BYTES);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return files.hasNext();
      }

      @Override
      public byte[] next() {
        return files.next().payload;
      }
    };
  }
}
