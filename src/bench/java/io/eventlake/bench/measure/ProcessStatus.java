package io.eventlake.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of this process. */
public final class ProcessStatus {

  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessStatus() {}

  /** Most memory that the process ever had. */
  public static long peakRssBytes() throws IOException {
    return kilobytes("VmHWM") * 1024;
  }

  /** Memory that the process has. */
  public static long rssBytes() throws IOException {
    return kilobytes("VmRSS") * 1024;
  }

  /** The cores that it may run on, for example {@code 0-3,6}. */
  public static String cores() throws IOException {
    return field("Cpus_allowed_list");
  }

  private static long kilobytes(String name) throws IOException {
    return Long.parseLong(field(name).replace(" kB", ""));
  }

  private static String field(String name) throws IOException {
    String start = name + ":";
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst()
        .orElseThrow(() -> new IOException(STATUS + " has no " + name));
  }
}
