package io.eventlake.testing.cluster;

import io.eventlake.testing.MachineSettings;
import io.eventlake.testing.TestCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One process of a cluster, and what can be done to it from outside. */
public final class MemberProcess implements AutoCloseable {

  private static final String FAILED_TO_START = "Failed to start the TaskManagerRunner";

  private final String name;
  private final Path log;
  private final Process process;
  private final Thread killer;

  private MemberProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.killer = new Thread(process::destroyForcibly, name + "-killer");
  }

  /**
   * Starts a main class.
   *
   * @param name also of its log, {@code name.log}, and its output, {@code name.out}
   * @param heap its most memory in MiB
   */
  static MemberProcess start(
      String name, int heap, String main, List<String> arguments, Path directory)
      throws IOException {
    return start(name, heap, main, arguments, directory, List.of());
  }

  /**
   * As above, by a command.
   *
   * @param before the command, which has to become the process that its arguments name
   */
  static MemberProcess start(
      String name,
      int heap,
      String main,
      List<String> arguments,
      Path directory,
      List<String> before)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("@" + Path.of(".mvn", "flink.options").toAbsolutePath());
    Path log = directory.resolve(name + ".log");
    command.add("-Deventlake.log=" + log);
    command.add("-Deventlake.log.level=INFO");
    // Some of the test jars bring a configuration for tests, which is silent.
    command.add("-Dlog4j2.configurationFile=classpath:log4j2.properties");
    command.addAll(MachineSettings.options());

    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ClusterMember.class.getName());
    command.add(main);
    command.addAll(arguments);
    Process started =
        TestCredentials.handOn(new ProcessBuilder(command))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".out").toFile())
            .start();
    MemberProcess member = new MemberProcess(name, log, started);
    Runtime.getRuntime().addShutdownHook(member.killer);
    return member;
  }

  /** As the cluster calls it. */
  public String name() {
    return name;
  }

  /** Of the system. */
  long id() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Whether it is a TaskManager that ended before it was one, which says nothing of the job: Flink
   * allows the first steps of its RPC five seconds, by a constant, and a machine on which several
   * JVMs start at once can take longer.
   */
  boolean failedToStart() throws IOException {
    return !process.isAlive()
        && Files.exists(log)
        && Files.readString(log).contains(FAILED_TO_START);
  }

  /** Fails when it has ended by itself. */
  void assertAlive() {
    if (!process.isAlive()) {
      throw new AssertionError(name + " ended with " + process.exitValue() + ": see its log");
    }
  }

  /** Returns when it has ended by itself. */
  void awaitEnd() {
    process.onExit().join();
  }

  /** Ends it as a power cut does (SIGKILL); returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /**
   * Stops it where it stands (SIGSTOP), its connections open. It goes on when the given time is
   * over even if this JVM is gone by then, so that nothing is left behind.
   */
  public Freeze freeze(Duration atMost) throws IOException {
    String script =
        String.format(
            Locale.ROOT,
            "kill -STOP %1$d; echo stopped; read -t %2$d line; kill -CONT %1$d",
            process.pid(),
            atMost.toSeconds());
    Process shell =
        new ProcessBuilder("bash", "-c", script)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // Its one line says that the signal was sent.
    if (shell.inputReader().readLine() == null) {
      throw new IOException("No bash to stop " + name + " with");
    }

    return new Freeze(shell);
  }

  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException e) {
      // The JVM is ending and runs the hook itself.
    }
  }

  /** The time in which a process stands still. */
  public static final class Freeze implements AutoCloseable {

    private static final long SIGNAL_SECONDS = 10;

    private final Process shell;

    private Freeze(Process shell) {
      this.shell = shell;
    }

    /** Lets it go on (SIGCONT); returns when the signal is sent. */
    @Override
    public void close() throws IOException {
      shell.getOutputStream().close();
      try {
        if (!shell.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException("The process was not continued");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
