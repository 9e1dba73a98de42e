package io.eventlake.family.web.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.eventlake.event.SegmentItem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a generated data set into a directory: {@code events/*.ndjson}, one record a line in order
 * of arrival, {@code segments.ndjson} and {@code expected.json}.
 */
public final class GeneratedFiles {

  /** How event files are written. */
  public enum Compression {
    NONE(".ndjson"),
    GZIP(".ndjson.gz");

    private final String suffix;

    Compression(String suffix) {
      this.suffix = suffix;
    }
  }

  /** Sees each event with the file, relative to {@code events}, and the line that it is in. */
  private interface Observer {
    void wrote(GeneratedEvent event, String file, long line);
  }

  private static final ObjectMapper PRETTY =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path directory;
  private final Compression compression;
  private final long eventsPerFile;

  public GeneratedFiles(Path directory, Compression compression, long eventsPerFile) {
    if (eventsPerFile <= 0) {
      throw new IllegalArgumentException("the number of events per file must be positive");
    }
    this.directory = directory;
    this.compression = compression;
    this.eventsPerFile = eventsPerFile;
  }

  /** The directory that a job's {@code source.path} is to name. */
  public Path events() {
    return directory.resolve("events");
  }

  /** The file that a job's {@code segments.path} is to name. */
  public Path segments() {
    return directory.resolve("segments.ndjson");
  }

  /** What the lake must hold, as counts. */
  public Path expected() {
    return directory.resolve("expected.json");
  }

  /** Writes all files and returns what a lake of them must hold; that takes memory per event. */
  public ExpectedLake write(GeneratorOptions options) throws IOException {
    ExpectedLake lake = new ExpectedLake(new SegmentGenerator(options).memberships());
    write(options, (event, file, line) -> lake.add(event, file, Long.toString(line)));
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("seed", options.seed);
    expected.put("start", options.start.toString());
    expected.putAll(lake.summary());
    Files.write(expected(), PRETTY.writeValueAsBytes(expected));
    return lake;
  }

  /** Writes all files but {@code expected.json}: for data sets of any size. */
  public void writeOnly(GeneratorOptions options) throws IOException {
    write(options, (event, file, line) -> {});
  }

  private void write(GeneratorOptions options, Observer observer) throws IOException {
    if (Files.exists(events())) {
      throw new FileAlreadyExistsException(
          events().toString(), null, "it exists already: name a directory without earlier events");
    }

    Files.createDirectories(events());
    EventGenerator events = new EventGenerator(options);
    for (int number = 0; events.hasNext(); number++) {
      writeFile(
          events, String.format(Locale.ROOT, "events-%05d", number) + compression.suffix, observer);
    }
    writeSegments(options);
  }

  private void writeFile(EventGenerator events, String name, Observer observer) throws IOException {
    Path file = events().resolve(name);
    long lastMillis = 0;
    try (OutputStream out = open(file)) {
      for (long line = 1; line <= eventsPerFile && events.hasNext(); line++) {
        GeneratedEvent event = events.next();
        out.write(event.json());
        out.write('\n');
        observer.wrote(event, name, line);
        lastMillis = event.dueMillis();
      }
    }
    // The file's time stands in for a missing ingest_ts: it belongs to the data, not to this run.
    Files.setLastModifiedTime(file, FileTime.fromMillis(lastMillis));
  }

  private OutputStream open(Path file) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    return compression == Compression.GZIP ? new GZIPOutputStream(out, 1 << 16) : out;
  }

  private void writeSegments(GeneratorOptions options) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(segments()))) {
      for (SegmentItem item : new SegmentGenerator(options)) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("user_id_hash", item.userIdHash());
        line.put("segment_key", item.segmentKey());
        line.put("valid_from", item.validFrom().toString());
        if (item.validTo() != null) {
          line.put("valid_to", item.validTo().toString());
        }
        out.write(EventContent.toJson(line));
        out.write('\n');
      }
    }
  }
}
