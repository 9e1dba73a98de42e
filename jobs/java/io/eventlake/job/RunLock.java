package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.LastCommit;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Held while a job runs: one run of it writes a lake at a time. A lock of the operating system on a
 * file in the local warehouse, which goes with its process however that ends; for other lakes in
 * the state directory, and so among the runs that share it.
 */
public final class RunLock implements AutoCloseable {

  private static final String PID = "pid";
  private static final String HOST = "host";
  private static final String STARTED = "started";
  private static final String STATE = "state";

  /** Those of this process: opening and closing such a file once more would free it. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes it.
   *
   * @throws ConfigException when another run has it, or the file cannot be written
   */
  public static RunLock take(LakeOptions lake, String job, StateDirectory state, Clock clock) {
    RunLock lock = tryTake(lake, job, state, clock);
    if (lock == null) {
      Properties owner = read(file(lake, job, state));
      throw new ConfigException(
          "Another run of "
              + job
              + " writes these tables, "
              + words(owner)
              + "; it "
              + lastCommit(lake, job)
              + ". Two at once would stop each other. Let it go on, or stop it first: "
              + ShellCommand.of(
                  "stop", "--state", owner.getProperty(STATE, state.path().toString())));
    }

    return lock;
  }

  private static String lastCommit(LakeOptions lake, String job) {
    LakeCatalog catalog = Lakes.of(lake, job);
    if (!catalog.exists()) {
      return "has committed nothing yet";
    }

    try (LakeTables tables = new LakeTables(catalog)) {
      return LastCommit.of(tables, job)
          .map(last -> "last committed " + last)
          .orElse("has committed nothing yet");
    }
  }

  /**
   * Takes it, or returns null where another run has it.
   *
   * @throws ConfigException when the file cannot be written
   */
  static RunLock tryTake(LakeOptions lake, String job, StateDirectory state, Clock clock) {
    Path file = file(lake, job, state);
    if (!HELD.add(file)) {
      return null;
    }

    try {
      Files.createDirectories(file.getParent());
      RunLock lock = new RunLock(file, open(file));
      if (lock.channel.tryLock() != null) {
        lock.write(state.path(), clock);
        return lock;
      }

      lock.channel.close();
      HELD.remove(file);
      return null;
    } catch (OverlappingFileLockException e) {
      // Of this process under another path: it stays with the one that has it.
      return null;
    } catch (IOException e) {
      HELD.remove(file);
      throw new ConfigException(
          "The lock of the run, "
              + file
              + ", cannot be written"
              + (Files.isRegularFile(Path.of(lake.warehouse))
                  ? ": the warehouse is no directory"
                  : "")
              + "; name a directory that can be written with lake.warehouse or"
              + " local.state-directory",
          e);
    }
  }

  /** Whether a run has it now. */
  static boolean isHeld(LakeOptions lake, String job, StateDirectory state) {
    Path file = file(lake, job, state);
    if (HELD.contains(file)) {
      return true;
    }

    if (!Files.exists(file)) {
      return false;
    }

    try (FileChannel probe = open(file)) {
      return probe.tryLock() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Who has it now, for {@link #words} and the like; null where nobody has. */
  static Properties owner(LakeOptions lake, String job, StateDirectory state) {
    return isHeld(lake, job, state) ? read(file(lake, job, state)) : null;
  }

  /** Who had it last, whether or not it is held; null where nobody had. */
  static Properties lastOwner(LakeOptions lake, String job, StateDirectory state) {
    Path file = file(lake, job, state);
    Properties owner = Files.exists(file) ? read(file) : new Properties();
    return owner.containsKey(PID) ? owner : null;
  }

  /** The directory of the owner's state. */
  static Path state(Properties owner, Path otherwise) {
    return Path.of(owner.getProperty(STATE, otherwise.toString()));
  }

  static String started(Properties owner) {
    return owner.getProperty(STARTED);
  }

  /** The owner in words. */
  static String words(Properties owner) {
    return "process "
        + owner.getProperty(PID)
        + " on "
        + owner.getProperty(HOST)
        + ", started at "
        + owner.getProperty(STARTED);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ConfigException("The lock of the run, " + file + ", cannot be given back", e);
    } finally {
      HELD.remove(file);
    }
  }

  private static Path file(LakeOptions lake, String job, StateDirectory state) {
    return lake.catalog == LakeOptions.Catalog.LOCAL
        ? StateDirectory.root(lake).resolve(lake.databasePrefix + job + ".lock")
        : state.path().resolve("run.lock");
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private void write(Path stateDirectory, Clock clock) throws IOException {
    Properties owner = new Properties();
    owner.setProperty(PID, Long.toString(ProcessHandle.current().pid()));
    owner.setProperty(HOST, host());
    owner.setProperty(STARTED, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    owner.setProperty(STATE, stateDirectory.toString());
    StringWriter text = new StringWriter();
    owner.store(text, null);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static Properties read(Path file) {
    Properties owner = new Properties();
    try {
      owner.load(new StringReader(Files.readString(file)));
    } catch (IOException e) {
      owner.setProperty(HOST, "a host that is not told (" + e.getMessage() + ")");
    }

    return owner;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this host";
    }
  }
}
