package io.eventlake.cli.shell;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A result that knows how many rows were read and how long the lake took for them. */
final class TimedRows implements ResultRows {

  private final LongSupplier nanos;
  private final BooleanSupplier cancelled;
  private final ResultRows rows;
  private long taken;
  private long count;
  private boolean ended;

  /**
   * Runs what gives the rows.
   *
   * @param nanos a clock
   * @param cancelled whether nobody wants any more of them
   */
  TimedRows(Supplier<ResultRows> run, LongSupplier nanos, BooleanSupplier cancelled) {
    this.nanos = nanos;
    this.cancelled = cancelled;
    this.rows = timed(run);
  }

  @Override
  public List<String> columns() {
    return rows.columns();
  }

  @Override
  public List<Object> next() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    } else if (ended) {
      return null;
    }

    List<Object> row = timed(rows::next);
    count += row == null ? 0 : 1;
    ended = row == null;
    return row;
  }

  @Override
  public void close() {
    rows.close();
  }

  /** How many rows, and with a time the seconds that the lake took for them. */
  String summary(boolean withTime) {
    String seconds = String.format(Locale.ROOT, ", %.3f s", taken / 1e9);
    return "("
        + (ended ? "" : "not all: ")
        + count
        + (count == 1 ? " row" : " rows")
        + (ended ? "" : " read")
        + (withTime ? seconds : "")
        + ")";
  }

  private <T> T timed(Supplier<T> work) {
    long start = nanos.getAsLong();
    try {
      return work.get();
    } finally {
      taken += nanos.getAsLong() - start;
    }
  }
}
