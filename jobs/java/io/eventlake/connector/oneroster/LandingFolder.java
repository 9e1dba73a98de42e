package io.eventlake.connector.oneroster;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where files are landed, a folder for each fetch. A file is there whole or not at all, and names
 * sort by the time of their fetch. One fetch at a time has it.
 */
public final class LandingFolder implements AutoCloseable {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String LOCK = ".fetch-results.lock";
  private static final String UNFINISHED = ".fetch-results.unfinished";

  private final Path folder;
  private final FileChannel lock;

  /** Called before each step, for tests that end there. */
  private final Runnable step;

  private LandingFolder(Path folder, FileChannel lock, Runnable step) {
    this.folder = folder;
    this.lock = lock;
    this.step = step;
  }

  /** Opens one; it is made where there is none. */
  public static LandingFolder open(Path folder) {
    return open(folder, () -> {});
  }

  static LandingFolder open(Path folder, Runnable step) {
    try {
      Files.createDirectories(folder);
      FileChannel lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isTaken(lock)) {
        lock.close();
        throw new FetchException(
            "Another fetch-results lands in "
                + folder
                + "; wait for its end, or name another"
                + " folder with --out");
      }

      Path unfinished = folder.resolve(UNFINISHED);
      if (Files.isDirectory(unfinished)) {
        MoreFiles.deleteRecursively(unfinished, RecursiveDeleteOption.ALLOW_INSECURE);
      }

      return new LandingFolder(folder, lock, step);
    } catch (IOException e) {
      throw cannot(folder, e);
    }
  }

  private static boolean isTaken(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // by this process
    }
  }

  Path path() {
    return folder;
  }

  /** A name for the folder of a fetch that sorts behind all that are there, whatever the clock. */
  String next(Instant now, String what) {
    String last =
        folders().stream()
            .reduce((first, second) -> second)
            .map(path -> path.getFileName().toString())
            .orElse("");
    Instant time = now;
    if (!last.isEmpty()) {
      Instant after = TIME.parse(last.substring(0, last.indexOf('-')), Instant::from).plusMillis(1);
      time = after.isAfter(now) ? after : now;
    }

    return TIME.format(time) + "-" + what;
  }

  /** The file of the newest folder of that name behind its time; its only one. */
  Optional<Path> newest(String what) {
    return folders().stream()
        .filter(path -> path.toString().endsWith("-" + what))
        .reduce((first, second) -> second)
        .flatMap(path -> list(path).stream().findFirst());
  }

  /** A place for a file that is not whole yet, on the same file system. */
  Path unfinished() {
    try {
      step.run();
      Path beside = folder.resolve(UNFINISHED);
      Files.createDirectories(beside);
      return beside.resolve("file");
    } catch (IOException e) {
      throw cannot(folder, e);
    }
  }

  /** Lands bytes under a name, below the folder; a file of that name is replaced. */
  void land(String name, byte[] bytes) {
    Path unfinished = unfinished();
    try {
      step.run();
      Files.write(unfinished, bytes);
    } catch (IOException e) {
      throw cannot(folder, e);
    }

    finish(unfinished, name);
  }

  /** Lands a file that is whole now. */
  void finish(Path unfinished, String name) {
    try {
      force(unfinished, StandardOpenOption.WRITE);
      Path place = folder.resolve(name);
      step.run();
      Files.createDirectories(place.getParent());
      step.run();
      Files.move(
          unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(place.getParent(), StandardOpenOption.READ);
      step.run();
    } catch (IOException e) {
      throw cannot(folder, e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(folder.resolve(UNFINISHED).resolve("file"));
      Files.deleteIfExists(folder.resolve(UNFINISHED));
      lock.close();
    } catch (IOException e) {
      throw cannot(folder, e);
    }
  }

  /** What a crash of the machine leaves is then there, too. */
  private static void force(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  private List<Path> folders() {
    return list(folder).stream()
        .filter(path -> path.getFileName().toString().matches("\\d{8}T\\d{6}\\.\\d{3}Z-\\w+"))
        .collect(Collectors.toList());
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().collect(Collectors.toList());
    } catch (IOException e) {
      throw cannot(folder, e);
    }
  }

  static FetchException cannot(Path folder, IOException e) {
    return new FetchException(
        "Nothing more can be landed in "
            + folder
            + " ("
            + (e.getMessage() == null ? e.toString() : e.getMessage())
            + "). What was landed stays; see that there is room and that this user may write"
            + " there, and run it again",
        e);
  }
}
