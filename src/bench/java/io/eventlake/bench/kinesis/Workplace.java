package io.eventlake.bench.kinesis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.FileUtils;

/** A directory and child processes that both end with the run, also when it is interrupted. */
final class Workplace implements AutoCloseable {

  private final Path directory;
  private final Keep keep;
  private final List<Child> children = new ArrayList<>();
  private final Thread hook = new Thread(this::clear, "workplace");

  /** What becomes of the directory. */
  enum Keep {
    NOTHING,
    DIRECTORY
  }

  private Workplace(Path directory, Keep keep) {
    this.directory = directory;
    this.keep = keep;
  }

  /** Makes a directory in a parent, which is made where it is missing. */
  static Workplace in(Path parent, Keep keep) {
    try {
      Files.createDirectories(parent);
      Workplace place = new Workplace(Files.createTempDirectory(parent, "kinesis-"), keep);
      Runtime.getRuntime().addShutdownHook(place.hook);
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return directory;
  }

  /**
   * Starts a process whose input and output are pipes to this one, its errors in a log.
   *
   * @param name of the log, {@code name.err}
   */
  Child startPiped(String name, List<String> command) {
    return start(
        new ProcessBuilder(command).redirectError(directory.resolve(name + ".err").toFile()));
  }

  /** Starts a process whose output goes to {@code name.out}. */
  Child start(String name, List<String> command) {
    return start(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(directory.resolve(name + ".out").toFile()));
  }

  @Override
  public void close() {
    clear();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: it runs the hook itself, and that does no harm.
    }
  }

  private synchronized Child start(ProcessBuilder command) {
    try {
      Child child = new Child(command.start());
      children.add(child);
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(command.command().get(0) + " cannot be started", e);
    }
  }

  private synchronized void clear() {
    children.forEach(Child::kill);
    if (keep == Keep.NOTHING) {
      FileUtils.deleteDirectoryQuietly(directory.toFile());
    }
  }
}
