package io.eventlake.lake.engine;

import io.eventlake.config.LakeOptions;
import io.eventlake.config.Place;
import io.eventlake.config.UserFolders;
import io.eventlake.connector.iceberg.LakeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the files of tables lie on this machine. Those on S3 are copied into a folder of the user's
 * when they are first read: files of a table never change, so a copy is good for ever. The ones not
 * read for longest are removed when there are too many; those of the statement at hand stay.
 */
final class FileCache {

  private static final int AT_ONCE = 8;
  private static final String ENDING = ".parquet";
  private static final Pattern FILE = Pattern.compile("file:/*(?=/)");

  private static final Logger LOG = LoggerFactory.getLogger(FileCache.class);

  private final Path folder;
  private final long bytes;

  FileCache(LakeOptions options) {
    this(UserFolders.ofThisProcess().cache(), options.queryCache.getBytes());
  }

  /**
   * @param bytes how much is kept
   */
  FileCache(Path folder, long bytes) {
    this.folder = folder;
    this.bytes = bytes;
  }

  /**
   * The paths of files, which are there when this returns.
   *
   * @param lengths of the files in bytes, by their locations
   * @throws LakeException when one cannot be fetched, or is not as long as the table says
   */
  Map<String, String> paths(FileIO io, Map<String, Long> lengths) {
    Map<String, String> paths = new TreeMap<>();
    Map<String, Future<?>> missing = new TreeMap<>();
    ExecutorService fetchers = null;
    try {
      for (Map.Entry<String, Long> file : lengths.entrySet()) {
        String location = file.getKey();
        if (!Place.isOnS3(location)) {
          String path = FILE.matcher(location).replaceFirst("");
          requireLength(Path.of(path), file.getValue());
          paths.put(location, path);
          continue;
        }

        Path copy = folder.resolve(name(location));
        paths.put(location, copy.toString());
        if (!isThere(copy, file.getValue())) {
          fetchers = fetchers == null ? Executors.newFixedThreadPool(AT_ONCE) : fetchers;
          missing.put(
              location,
              fetchers.submit(
                  () -> {
                    fetch(io, location, file.getValue(), copy);
                    return null;
                  }));
        }
      }

      missing.forEach(FileCache::await);
    } finally {
      if (fetchers != null) {
        fetchers.shutdownNow();
      }
    }

    if (!missing.isEmpty()) {
      removeOldest(new HashSet<>(paths.values()));
    }

    return paths;
  }

  /** One that is not there at all may be of a snapshot that has expired meanwhile. */
  private static void requireLength(Path file, long length) {
    try {
      requireLength(file.toString(), Files.size(file), length);
    } catch (IOException e) {
      LOG.debug("{} has no length", file, e);
    }
  }

  private static void requireLength(String file, long length, long wanted) {
    if (length != wanted) {
      throw new LakeException(
          "The file "
              + file
              + " has "
              + length
              + " bytes and not "
              + wanted
              + " as its table says: it is damaged");
    }
  }

  private static boolean isThere(Path copy, long length) {
    try {
      if (Files.size(copy) != length) {
        return false;
      }

      Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void fetch(FileIO io, String location, long length, Path copy) throws IOException {
    Files.createDirectories(folder);
    Path part = folder.resolve(UUID.randomUUID() + ".part");
    try {
      long copied;
      try (InputStream in = io.newInputFile(location, length).newStream();
          OutputStream out = Files.newOutputStream(part)) {
        copied = in.transferTo(out);
      }

      requireLength(location, copied, length);
      Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void await(String location, Future<?> fetched) {
    try {
      fetched.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LakeException("Interrupted while " + location + " was fetched", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof LakeException
          ? (LakeException) cause
          : new LakeException("The file " + location + " cannot be fetched: " + cause, cause);
    }
  }

  /** Of two processes at once each may remove what the other is about to read: it is read anew. */
  private void removeOldest(Set<String> needed) {
    try (Stream<Path> walk = Files.list(folder)) {
      List<Path> copies =
          walk.filter(file -> file.toString().endsWith(ENDING))
              .sorted(Comparator.comparing(FileCache::lastRead).reversed())
              .collect(Collectors.toCollection(ArrayList::new));
      long kept = 0;
      for (Path copy : copies) {
        long size = size(copy);
        kept += size;
        if (kept > bytes && !needed.contains(copy.toString())) {
          Files.deleteIfExists(copy);
          kept -= size;
        }
      }
    } catch (IOException e) {
      throw new LakeException("The folder " + folder + " of copied files cannot be read: " + e, e);
    }
  }

  private static FileTime lastRead(Path copy) {
    try {
      return Files.getLastModifiedTime(copy);
    } catch (NoSuchFileException e) {
      return FileTime.from(Instant.EPOCH); // removed by another
    } catch (IOException e) {
      throw new LakeException("The file " + copy + " cannot be looked at: " + e, e);
    }
  }

  private static long size(Path copy) throws IOException {
    try {
      return Files.size(copy);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private static String name(String location) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(location.getBytes(StandardCharsets.UTF_8));
      StringBuilder name = new StringBuilder();
      for (byte b : hash) {
        name.append(String.format(Locale.ROOT, "%02x", b));
      }

      return name.append(ENDING).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
