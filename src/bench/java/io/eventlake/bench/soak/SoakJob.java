package io.eventlake.bench.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.bench.run.BenchmarkException;
import io.eventlake.bench.run.ChildJvm;
import io.eventlake.bench.run.Cores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The job's process and what it says. */
final class SoakJob implements AutoCloseable {

  private static final String NAME = "soak";
  private static final Duration COLLECT_EVERY = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChildJvm jvm;
  private final Process process;
  private final long longAgoSeconds;
  private final BlockingQueue<SoakSample> samples = new LinkedBlockingQueue<>();

  /** Those not long ago. */
  private final Deque<SoakSample> recent = new ArrayDeque<>();

  private long readLongAgo;

  private SoakJob(ChildJvm jvm, Process process, long longAgoSeconds) {
    this.jvm = jvm;
    this.process = process;
    this.longAgoSeconds = longAgoSeconds;
  }

  /** Starts it with its files below a directory. */
  static SoakJob start(SoakOptions options, Path directory) throws IOException {
    ChildJvm jvm = new ChildJvm(options.heap, options.javaOptions, directory.resolve("logs"));
    List<String> arguments = new ArrayList<>();
    arguments.add("soak-run");
    arguments.add("--collect-every=" + COLLECT_EVERY.toSeconds() + "s");
    arguments.add("--savepoints=" + directory.resolve("savepoints"));
    options.job(directory).forEach((key, value) -> arguments.add("--set=" + key + "=" + value));
    String cores = options.cpus == null ? null : Cores.last(options.cpus);
    // By then a checkpoint holds what was read, and another reader has come past the file, too.
    long longAgo = Math.max(60, 6 * options.checkpointInterval.toSeconds());
    SoakJob job = new SoakJob(jvm, jvm.start(NAME, cores, arguments), longAgo);
    Thread listener = new Thread(job::listen, "soak-samples");
    listener.setDaemon(true);
    listener.start();
    return job;
  }

  /**
   * The samples that came within a time.
   *
   * @throws BenchmarkException when the job has ended
   */
  List<SoakSample> await(Duration time) throws InterruptedException {
    List<SoakSample> came = new ArrayList<>();
    long deadline = System.nanoTime() + time.toNanos();
    long left = time.toNanos();
    do {
      SoakSample sample = samples.poll(left, TimeUnit.NANOSECONDS);
      if (sample != null) {
        came.add(sample);
        remember(sample);
      }

      left = deadline - System.nanoTime();
    } while (left > 0);
    if (!process.isAlive()) {
      throw jvm.failed(NAME, process.exitValue());
    }

    return came;
  }

  /** Events that the job has read. */
  long read() {
    return recent.isEmpty() ? readLongAgo : recent.getLast().read();
  }

  /** Events that it had read some checkpoints ago. */
  long readLongAgo() {
    return readLongAgo;
  }

  /**
   * Lets the job finish what it has read.
   *
   * @throws BenchmarkException when it failed
   */
  void drain() throws IOException, InterruptedException {
    process.getOutputStream().close();
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      throw jvm.failed(NAME, exitCode);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void remember(SoakSample sample) {
    recent.add(sample);
    while (recent.peek().seconds() < sample.seconds() - longAgoSeconds) {
      readLongAgo = recent.poll().read();
    }
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        samples.add(JSON.readValue(line, SoakSample.class));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The samples of the soak cannot be read", e);
    }
  }
}
