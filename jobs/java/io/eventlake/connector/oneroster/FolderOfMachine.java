package io.eventlake.connector.oneroster;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A directory of this machine. A file that is not whole lies beside the others. */
final class FolderOfMachine extends LandingFolder {

  private static final String LOCK = ".fetch-results.lock";
  private static final String UNFINISHED = ".fetch-results.unfinished";

  private final Path folder;

  /** Null where nothing can be landed. */
  private final FileChannel lock;

  /** Called before each step, for tests that end there. */
  private final Runnable step;

  private FolderOfMachine(Path folder, FileChannel lock, Runnable step) {
    super(folder.toString());
    this.folder = folder;
    this.lock = lock;
    this.step = step;
  }

  static FolderOfMachine look(Path folder) {
    return new FolderOfMachine(folder, null, () -> {});
  }

  static FolderOfMachine open(Path folder, Runnable step) {
    try {
      Files.createDirectories(folder);
      FileChannel lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isTaken(lock)) {
        lock.close();
        throw look(folder).taken();
      }

      Path unfinished = folder.resolve(UNFINISHED);
      if (Files.isDirectory(unfinished)) {
        MoreFiles.deleteRecursively(unfinished, RecursiveDeleteOption.ALLOW_INSECURE);
      }

      return new FolderOfMachine(folder, lock, step);
    } catch (IOException e) {
      throw look(folder).cannot(e);
    }
  }

  private static boolean isTaken(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // by this process
    }
  }

  @Override
  List<String> folders() {
    return list(folder).stream()
        .map(path -> path.getFileName().toString())
        .collect(Collectors.toList());
  }

  @Override
  boolean isOnlyFile(String name, ByteSource bytes) {
    List<Path> files = list(folder.resolve(name));
    try {
      return files.size() == 1 && MoreFiles.asByteSource(files.get(0)).contentEquals(bytes);
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  @Override
  byte[] read(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file) ? Files.readAllBytes(file) : null;
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  @Override
  Path unfinished() {
    try {
      step.run();
      Path beside = folder.resolve(UNFINISHED);
      Files.createDirectories(beside);
      return beside.resolve("file");
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  @Override
  void land(String name, ByteSource bytes) {
    Path unfinished = unfinished();
    try {
      step.run();
      bytes.copyTo(MoreFiles.asByteSink(unfinished));
    } catch (IOException e) {
      throw cannot(e);
    }

    finish(unfinished, name);
  }

  @Override
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
      throw cannot(e);
    }
  }

  @Override
  public void close() {
    if (lock == null) {
      return;
    }

    try {
      Files.deleteIfExists(folder.resolve(UNFINISHED).resolve("file"));
      Files.deleteIfExists(folder.resolve(UNFINISHED));
      lock.close();
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  /** What a crash of the machine leaves is then there, too. */
  private static void force(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  private List<Path> list(Path of) {
    try (Stream<Path> paths = Files.list(of)) {
      return paths.sorted().collect(Collectors.toList());
    } catch (IOException e) {
      throw cannot(e);
    }
  }
}
