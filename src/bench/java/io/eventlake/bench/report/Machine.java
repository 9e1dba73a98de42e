package io.eventlake.bench.report;

import io.eventlake.bench.measure.ProcessStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the figures were taken on. */
public final class Machine {

  private final Map<String, String> facts = new LinkedHashMap<>();

  private Machine() {}

  /** This machine, and how busy it is. */
  public static Machine here() throws IOException {
    Machine here = new Machine();
    here.facts.put("CPU", field(Path.of("/proc/cpuinfo"), "model name"));
    here.facts.put(
        "cores", Runtime.getRuntime().availableProcessors() + " (" + ProcessStatus.cores() + ")");
    here.facts.put("memory", field(Path.of("/proc/meminfo"), "MemTotal"));
    here.facts.put(
        "JDK", System.getProperty("java.vm.version") + ", " + System.getProperty("java.vm.vendor"));
    here.facts.put(
        "kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    here.facts.put("load average before", loadAverage());
    return here;
  }

  /** Adds how the runs were made. */
  public Machine with(String name, String value) {
    facts.put(name, value);
    return this;
  }

  /** All of it by name. */
  public Map<String, String> facts() {
    return Collections.unmodifiableMap(facts);
  }

  /** A line for each fact. */
  public String text() {
    StringBuilder text = new StringBuilder();
    facts.forEach((name, value) -> text.append(String.format("%-20s %s%n", name, value)));
    return text.append('\n').toString();
  }

  /** Over 1, 5 and 15 minutes; what follows in the file is no load. */
  private static String loadAverage() throws IOException {
    String[] numbers = Files.readString(Path.of("/proc/loadavg")).split(" ");
    return String.join(" ", Arrays.copyOf(numbers, 3));
  }

  private static String field(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("not known");
  }
}
