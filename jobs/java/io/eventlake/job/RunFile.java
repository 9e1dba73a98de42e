package io.eventlake.job;

import io.eventlake.lake.lease.MachineProcess;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** The file in the directory of a run's state that tells where the run can be reached. */
final class RunFile {

  private static final String NAME = "run.properties";
  private static final String PORT = "port";
  private static final String TOKEN = "token";
  private static final String JOB = "job";
  private static final String MACHINE = "machine";
  private static final String PID = "pid";
  private static final String STARTED = "process-started";

  private final Path file;

  private RunFile(Path file) {
    this.file = file;
  }

  static RunFile in(Path stateDirectory) {
    return new RunFile(stateDirectory.resolve(NAME));
  }

  /** Where the run is that has the directory; null when there is none or it is gone. */
  Properties read() throws IOException {
    Properties run = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      run.load(reader);
    } catch (NoSuchFileException e) {
      return null;
    }

    MachineProcess process =
        new MachineProcess(
            run.getProperty(MACHINE, ""),
            Long.parseLong(run.getProperty(PID, "-1")),
            Long.parseLong(run.getProperty(STARTED, "-1")));
    return process.isOfThisMachine() && process.isAlive() ? run : null;
  }

  void write(int port, String token, String job) throws IOException {
    Properties run = new Properties();
    run.setProperty(PORT, Integer.toString(port));
    run.setProperty(TOKEN, token);
    run.setProperty(JOB, job);
    MachineProcess process = MachineProcess.current();
    run.setProperty(MACHINE, process.machine());
    run.setProperty(PID, Long.toString(process.pid()));
    run.setProperty(STARTED, Long.toString(process.started()));
    // Made for its owner alone; whole, or not at all.
    Path whole = Files.createTempFile(file.getParent(), NAME, ".tmp");
    try (Writer writer = Files.newBufferedWriter(whole)) {
      run.store(writer, null);
    }

    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes the file if it is that of the run with the token. */
  void delete(String token) {
    try {
      Properties run = read();
      if (run != null && token.equals(token(run))) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be deleted", e);
    }
  }

  static int port(Properties run) {
    return Integer.parseInt(run.getProperty(PORT));
  }

  static String token(Properties run) {
    return run.getProperty(TOKEN);
  }

  static String job(Properties run) {
    return run.getProperty(JOB);
  }
}
