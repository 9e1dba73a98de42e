package io.eventlake.family.caliper.generate;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

/**
 * Writes a generated data set into a directory: {@code events/*.ndjson}, one envelope a line in
 * order of arrival, and {@code expected.json}.
 */
public final class CaliperFiles {

  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path directory;
  private final long recordsPerFile;

  public CaliperFiles(Path directory, long recordsPerFile) {
    if (recordsPerFile <= 0) {
      throw new IllegalArgumentException("the number of records per file must be positive");
    }

    this.directory = directory;
    this.recordsPerFile = recordsPerFile;
  }

  /** The directory that a job's {@code source.path} is to name. */
  public Path events() {
    return directory.resolve("events");
  }

  /** What the lake must hold, as counts. */
  public Path expected() {
    return directory.resolve("expected.json");
  }

  /** Writes all files. */
  public void write(CaliperTraffic traffic) throws IOException {
    write(traffic, null);
  }

  /**
   * Writes all files.
   *
   * @param rows is told of each record; null for nobody
   */
  public void write(CaliperTraffic traffic, ExpectedLearning rows) throws IOException {
    if (Files.exists(events())) {
      throw new FileAlreadyExistsException(
          events() + " exists already: name a directory without earlier events.");
    }

    Files.createDirectories(events());
    CaliperGenerator records = new CaliperGenerator(traffic);
    ExpectedCounts counts = new ExpectedCounts();
    for (int number = 0; records.hasNext(); number++) {
      writeFile(records, String.format(Locale.ROOT, "events-%05d.ndjson", number), counts, rows);
    }

    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("seed", traffic.seed());
    expected.put("start", traffic.start().toString());
    expected.putAll(counts.summary());
    Files.write(expected(), PRETTY.writeValueAsBytes(expected));
  }

  private void writeFile(
      CaliperGenerator records, String name, ExpectedCounts counts, ExpectedLearning rows)
      throws IOException {
    Path file = events().resolve(name);
    long lastMillis = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (long line = 1; line <= recordsPerFile && records.hasNext(); line++) {
        CaliperRecord record = records.next();
        out.write(record.json());
        out.write('\n');
        counts.add(record);
        if (rows != null) {
          rows.add(record, name, Long.toString(line));
        }
        lastMillis = record.dueMillis();
      }
    }
    // The time of the file is that of the arrival: it belongs to the data, not to this run.
    Files.setLastModifiedTime(file, FileTime.fromMillis(lastMillis));
  }
}
