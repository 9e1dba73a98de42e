package io.eventlake.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.Place;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.LastCommit;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a local run keeps its checkpoints and savepoints: one directory for each job and lake. A
 * file in it names both, and the last commit of a run that came to its end.
 */
public final class StateDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);

  private static final String OWNER = "owner.properties";
  private static final String JOB = "job";
  private static final String LAKE = "lake";
  private static final String ENDED_AT = "ended-at-commit";
  private static final String METADATA = "_metadata";

  /** RUN/chk-N/_metadata, savepoints/NAME/_metadata. */
  private static final int DEPTH = 4;

  private final Path path;

  private StateDirectory(Path path) {
    this.path = path;
  }

  /** The one of these options, named or not; it is not created. */
  public static StateDirectory of(JobOptions options) {
    return options.local.stateDirectory == null
        ? byDefault(options.lake, options.name)
        : at(Path.of(options.local.stateDirectory));
  }

  static StateDirectory at(Path path) {
    return new StateDirectory(path.toAbsolutePath().normalize());
  }

  /** In a local warehouse; of other lakes in the user's home. */
  public static StateDirectory byDefault(LakeOptions lake, String job) {
    return at(root(lake).resolve(lake.databasePrefix + job));
  }

  /** What is kept of a lake's jobs on this machine. */
  static Path root(LakeOptions lake) {
    if (lake.catalog == LakeOptions.Catalog.LOCAL && !Place.isOnS3(lake.warehouse)) {
      return Path.of(lake.warehouse).toAbsolutePath().normalize().resolve("state");
    }

    String words = lake.catalog + " " + lake.uri + " " + lake.region + " " + lake.warehouse;
    String readable = lake.warehouse.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    return Path.of(System.getProperty("user.home"), ".eventlake", "state")
        .resolve(readable + "-" + UUID.nameUUIDFromBytes(words.getBytes(UTF_8)));
  }

  public Path path() {
    return path;
  }

  /**
   * Makes the directory where it is missing, and takes it for the job and the lake: a run begins,
   * and has not ended.
   *
   * @throws ConfigException when it is another job's or another lake's
   */
  void begin(LakeOptions lake, String job) {
    try (LakeTables tables = new LakeTables(Lakes.of(lake, job))) {
      requireUsable(tables, job);
      write(owner(tables, job));
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written: " + e, e);
    }
  }

  /**
   * Makes the directory where it is missing, and refuses what belongs to others.
   *
   * @throws ConfigException when it cannot be made or written, or is another's
   */
  void requireUsable(LakeTables tables, String job) throws IOException {
    requireOwner(tables, job);
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new ConfigException(
          "The directory of checkpoints, " + path + ", cannot be made (" + e + ")", e);
    }

    if (!Files.isWritable(path)) {
      throw new ConfigException("The directory of checkpoints, " + path + ", cannot be written");
    }
  }

  /**
   * Notes that the run has come to its end, by the job's last commit. Where that cannot be noted
   * the run has ended all the same.
   */
  void end(LakeOptions lake, String job) {
    try (LakeTables tables = new LakeTables(Lakes.of(lake, job))) {
      LastCommit last = LastCommit.of(tables, job).orElse(null);
      if (last != null) {
        Properties owner = owner(tables, job);
        owner.setProperty(ENDED_AT, last.id());
        write(owner);
      }
    } catch (IOException | RuntimeException e) { // whatever catalogs throw
      LOG.warn("The end of the run is not noted in {}", path, e);
    }
  }

  /** Whether the last run came to its end with that commit. */
  boolean hasEndedAt(String commit) throws IOException {
    return commit.equals(read().getProperty(ENDED_AT));
  }

  /**
   * Refuses what belongs to others.
   *
   * @throws ConfigException when it is another job's or another lake's
   */
  void requireOwner(LakeTables tables, String job) throws IOException {
    Properties found = read();
    Properties own = owner(tables, job);
    if (found.isEmpty() || (same(found, own, JOB) && isOf(tables, found.getProperty(LAKE)))) {
      return;
    }

    throw new ConfigException(
        path
            + " holds the state of "
            + (same(found, own, JOB)
                ? "this job for another lake"
                : "the job " + found.getProperty(JOB))
            + ": name a directory of its own with local.state-directory, or move that one away");
  }

  /** Its savepoints and complete checkpoints, the newest first. */
  public List<String> states() throws IOException {
    Map<Path, FileTime> found = new HashMap<>();
    Files.walkFileTree(path, Set.of(), DEPTH, new States(found));
    List<Path> newestFirst = new ArrayList<>(found.keySet());
    newestFirst.sort(Comparator.comparing(found::get).reversed());
    List<String> states = new ArrayList<>();
    newestFirst.forEach(file -> states.add(file.getParent().toString()));
    return states;
  }

  /** A run that is alive takes its older checkpoints away meanwhile. */
  private static final class States extends SimpleFileVisitor<Path> {

    private final Map<Path, FileTime> found;

    States(Map<Path, FileTime> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.endsWith(METADATA)) {
        found.put(file, attributes.lastModifiedTime());
      }

      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      return gone(e);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
      return gone(e);
    }

    private static FileVisitResult gone(IOException e) throws IOException {
      if (e != null && !(e instanceof NoSuchFileException)) {
        throw e;
      }

      return FileVisitResult.CONTINUE;
    }
  }

  private static boolean same(Properties found, Properties own, String key) {
    return own.getProperty(key).equals(found.getProperty(key));
  }

  /** Release 0.1.0 knew the lake of every job by the counts, whatever tables the job writes. */
  private static boolean isOf(LakeTables tables, String lake) {
    return tables.uuid(tables.set().ledger()).equals(lake)
        || (tables.exists(TableName.RECORD_COUNTS)
            && tables.uuid(TableName.RECORD_COUNTS).equals(lake));
  }

  /** A lake is known by its ledger, wherever it is. */
  private static Properties owner(LakeTables tables, String job) {
    Properties owner = new Properties();
    owner.setProperty(JOB, job);
    owner.setProperty(LAKE, tables.uuid(tables.set().ledger()));
    return owner;
  }

  private Properties read() throws IOException {
    Properties owner = new Properties();
    try (Reader reader = Files.newBufferedReader(path.resolve(OWNER))) {
      owner.load(reader);
    } catch (NoSuchFileException e) {
      owner.clear();
    }

    return owner;
  }

  /** Whole, or not at all. */
  private void write(Properties owner) throws IOException {
    Path whole = Files.createTempFile(path, OWNER, ".tmp");
    try (Writer writer = Files.newBufferedWriter(whole)) {
      owner.store(writer, null);
    }

    Files.move(whole, path.resolve(OWNER), StandardCopyOption.ATOMIC_MOVE);
  }
}
