package io.eventlake.bench.run;

import io.eventlake.bench.report.Length;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratedFiles.Compression;
import io.eventlake.family.web.generate.GeneratorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.util.FileUtils;

/**
 * Generated events of two lengths, kept for the next time. The short length is the beginning of the
 * long one: as dense, of the same users, in files of the same size.
 */
final class TrafficFiles {

  /** The long length is this many times the short one. */
  private static final int SHORT = 5;

  /** Files of the short length: every slot has as many to read. */
  private static final int FILES = 4;

  private final Path root;
  private final long events;
  private final Duration span;
  private final long seed;
  private final int copies;

  /**
   * Files below a directory.
   *
   * @param events of the long length
   * @param span how long those last in event time
   * @param copies how often every record comes
   */
  TrafficFiles(Path root, long events, Duration span, long seed, int copies) {
    this.root = root;
    this.events = events;
    this.span = span;
    this.seed = seed;
    this.copies = copies;
  }

  /** Number of events of a length. */
  long events(Length length) {
    return length == Length.LONG ? events : events / SHORT;
  }

  /** The directory of a length, generated where it is not there. */
  Path directory(Length length) throws IOException {
    String name =
        String.join(
            "-", "" + events(length), "of", "" + events, "in", "" + span, "seed", "" + seed);
    name += copies == 1 ? "" : "-copies-" + copies;
    Path directory = root.resolve(name);
    if (!Files.exists(directory)) {
      Path unfinished = root.resolve("." + name);
      FileUtils.deleteDirectory(unfinished.toFile());
      long eventsPerFile = Math.max(1, events(Length.SHORT) / FILES);
      new GeneratedFiles(unfinished, Compression.NONE, eventsPerFile).writeOnly(traffic(length));
      Files.move(unfinished, directory);
    }

    return directory;
  }

  private GeneratorOptions traffic(Length length) {
    int users = GeneratorOptions.events(events).span(span).build().users();
    return GeneratorOptions.events(events(length))
        .eventsPerSecond(events * 1000.0 / span.toMillis())
        .users(users)
        .seed(seed)
        .copies(copies)
        .build();
  }
}
