package io.eventlake.operator.session;

import io.eventlake.bench.jmh.MicroBenchmark;
import io.eventlake.config.LocalOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The session step for one event, with its share of the session's end. A million keys are run by
 * hand: {@code EVENTLAKE_JAVA_OPTS=-Xmx6g ./eventlake bench micro Sessionize -p keys=1000000}.
 */
public class SessionizeBenchmark extends MicroBenchmark {

  /** As the generator's visits have on average. */
  private static final int EVENTS_PER_SESSION = 5;

  @Param({"HEAP", "ROCKSDB"})
  public LocalOptions.Backend backend;

  /** Sessions that are open at once. */
  @Param("1000")
  public int keys;

  private SessionRun run;

  /** Opens the operator and every session. */
  @Setup(Level.Trial)
  public void open() throws Exception {
    run = new SessionRun(backend, keys, EVENTS_PER_SESSION);
    for (int i = 0; i < keys; i++) {
      event();
    }
  }

  @Benchmark
  public void event() throws Exception {
    if (run.roundOver()) {
      run.endSessions();
    }

    run.prepare();
    run.process();
  }

  @TearDown(Level.Trial)
  public void close() throws Exception {
    run.close();
  }
}
