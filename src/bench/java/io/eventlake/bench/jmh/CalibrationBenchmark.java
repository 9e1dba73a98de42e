package io.eventlake.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * A fixed piece of work that no change to the project can touch. Times of other benchmarks divided
 * by this one's can be compared between machines, and between hours of a machine that is shared.
 */
public class CalibrationBenchmark extends MicroBenchmark {

  private static final int BYTES = 4096;
  private static final int FNV_OFFSET = 0x811C9DC5;
  private static final int FNV_PRIME = 0x01000193;

  private final byte[] block = new byte[BYTES];

  /** An FNV-1a hash over 4 KiB: a chain of multiplications, nothing allocated. */
  @Benchmark
  public int loop() {
    int hash = FNV_OFFSET;
    for (byte b : block) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }

    return hash;
  }
}
