package io.eventlake.lake.lease;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A process as a file can name it, so that another with its number later is not taken for it. */
public final class MachineProcess {

  private final String machine;
  private final long pid;
  private final long started;

  /**
   * @param machine as of {@link #machine}
   * @param started when the process did, epoch milliseconds
   */
  public MachineProcess(String machine, long pid, long started) {
    this.machine = machine;
    this.pid = pid;
    this.started = started;
  }

  /** This one; its machine is empty where it cannot be told. */
  public static MachineProcess current() {
    ProcessHandle process = ProcessHandle.current();
    return new MachineProcess(ofThisMachine().orElse(""), process.pid(), started(process));
  }

  /**
   * Numbers of processes are told apart by a start of a machine and, in containers, by a space of
   * their own. Empty where the system does not tell.
   */
  static Optional<String> ofThisMachine() {
    try {
      return Optional.of(
          Files.readString(Path.of("/proc/sys/kernel/random/boot_id"), StandardCharsets.US_ASCII)
                  .strip()
              + " "
              + Files.readSymbolicLink(Path.of("/proc/self/ns/pid")));
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return Optional.empty();
    }
  }

  public String machine() {
    return machine;
  }

  public long pid() {
    return pid;
  }

  /** When it started, epoch milliseconds; 0 where the system does not tell. */
  public long started() {
    return started;
  }

  /** True for a machine that is this one, or neither of which can be told. */
  public boolean isOfThisMachine() {
    return machine.equals(ofThisMachine().orElse(""));
  }

  /** True when it runs, provided that it is of this machine. */
  public boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(process -> process.isAlive() && started(process) == started)
        .isPresent();
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
