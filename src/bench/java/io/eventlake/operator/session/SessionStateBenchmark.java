package io.eventlake.operator.session;

import io.eventlake.bench.jmh.MicroBenchmark;
import io.eventlake.bench.jmh.SizeProfiler;
import io.eventlake.bench.sample.SerializedRing;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What RocksDB does for each event: the state of its session from bytes, and back. */
public class SessionStateBenchmark extends MicroBenchmark {

  /** Events of the session; of more than 64 the ids are kept apart. */
  @Param({"1", "20", "100"})
  public int events;

  private SerializedRing<SessionState> states;

  /** Makes the states. */
  @Setup(Level.Trial)
  public void fill() throws IOException {
    states = new SerializedRing<>(new SessionStateSerializer(), SessionStates.of(events));
    SizeProfiler.serialized(states.meanBytes());
  }

  @Benchmark
  public int serialize() throws IOException {
    return states.serialize();
  }

  @Benchmark
  public Object deserialize() throws IOException {
    return states.deserialize();
  }
}
