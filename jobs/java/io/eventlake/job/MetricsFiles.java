package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.family.product.MetricValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** Files that stand for the analytics table and for CloudWatch; each comes whole or not at all. */
final class MetricsFiles implements MetricsTarget {

  private static final String ITEMS = "items.ndjson";
  private static final String VALUES = "cloudwatch.ndjson";

  private final Path directory;

  private MetricsFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * In a directory, which is made where there is none.
   *
   * @throws ConfigException when it cannot be
   */
  static MetricsFiles in(String directory) {
    try {
      return new MetricsFiles(Files.createDirectories(Path.of(directory)));
    } catch (IOException e) {
      throw new ConfigException(
          "metrics.out = '" + directory + "' is no directory that can be written to", e);
    }
  }

  /** For any directory. */
  @Override
  public String name() {
    return "files";
  }

  @Override
  public boolean hasItems() {
    return true;
  }

  @Override
  public boolean hasValues() {
    return true;
  }

  @Override
  public boolean takes(String app) {
    return true;
  }

  /** A line each. */
  @Override
  public String items(Consumer<Consumer<String>> items) {
    return write(ITEMS, items).toString();
  }

  /** A line for each day and application. */
  @Override
  public String values(MetricValues values) {
    return write(VALUES, lines -> values.lines().forEach(lines)).toString();
  }

  private Path write(String name, Consumer<Consumer<String>> lines) {
    Path file = directory.resolve(name);
    Path beside = directory.resolve("." + name + ".tmp");
    try {
      try (Writer writer = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
        lines.accept(line -> append(writer, line));
      }

      return Files.move(
          beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | UncheckedIOException e) {
      throw new ConfigException(file + " cannot be written: " + e.getMessage(), e);
    } finally {
      forget(beside);
    }
  }

  private static void append(Writer writer, String line) {
    try {
      writer.write(line);
      writer.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void forget(Path beside) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      throw new UncheckedIOException(beside + " cannot be removed", e);
    }
  }
}
