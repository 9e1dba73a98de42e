package io.eventlake.testing.cluster;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What a cluster holds of its machine over time: whether that grows is told by the medians of the
 * first half and the second. Only on Linux.
 */
public final class Footprint {

  private static final double KIB_PER_MIB = 1024;

  /** Of the largest process, and of the state that it leaves on disk. */
  private record Sample(double residentMib, long openFiles, long filesOfState) {}

  private final ProcessCluster cluster;
  private final List<Sample> samples = new ArrayList<>();

  public Footprint(ProcessCluster cluster) {
    this.cluster = cluster;
  }

  /** Looks once. */
  public void look() throws IOException {
    double resident = 0;
    long openFiles = 0;
    for (MemberProcess member : cluster.members()) {
      Path process = Path.of("/proc", Long.toString(member.id()));
      resident = Math.max(resident, resident(process));
      openFiles = Math.max(openFiles, entries(process.resolve("fd")));
    }

    long ofState = files(cluster.checkpoints()) + files(cluster.highAvailability());
    samples.add(new Sample(resident, openFiles, ofState));
  }

  /** In words. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "largest process %.0f and %.0f MiB resident, %.0f and %.0f files open, %.0f and %.0f files"
            + " of state (medians of the first and the second half of %d)",
        median(0, Sample::residentMib),
        median(1, Sample::residentMib),
        median(0, Sample::openFiles),
        median(1, Sample::openFiles),
        median(0, Sample::filesOfState),
        median(1, Sample::filesOfState),
        samples.size());
  }

  private double median(int half, ToDoubleFunction<Sample> value) {
    int middle = samples.size() / 2;
    List<Sample> part =
        half == 0 ? samples.subList(0, middle) : samples.subList(middle, samples.size());
    double[] sorted = part.stream().mapToDouble(value).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  private static double resident(Path process) throws IOException {
    return Files.readAllLines(process.resolve("status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
        .sum();
  }

  private static long entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.count();
    }
  }

  /** Checkpoints come and go while their files are counted. */
  private static long files(Path root) throws IOException {
    AtomicLong files = new AtomicLong();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.incrementAndGet();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return files.get();
  }
}
