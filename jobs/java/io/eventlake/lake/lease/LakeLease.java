package io.eventlake.lake.lease;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write the past of a lake anew, to compact it or to move its tables: one holder at a
 * time, whatever machine it is on (docs/adr/0020). A stream that appends needs none.
 *
 * <p>The ledger's properties say who holds it and until when. A holder renews it as long as it
 * lives; of one that was killed it ends by itself, on its own machine at once.
 */
public final class LakeLease implements AutoCloseable {

  /** How long a holder that nobody hears of is waited for. */
  static final Duration TERM = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(LakeLease.class);

  private final LeaseProperties properties;
  private final Clock clock;
  private final LeaseHolder holder;
  private final ScheduledExecutorService renewal;

  private LakeLease(LeaseProperties properties, Clock clock, LeaseHolder holder) {
    this.properties = properties;
    this.clock = clock;
    this.holder = holder;
    this.renewal =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lake-lease");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes the right, and keeps it until it is closed.
   *
   * @param purpose what it is for, as others are told: "a rebuild of 2026-11-01"
   * @throws LakeException when another holds it, naming that one
   */
  public static LakeLease take(LakeTables lake, String purpose) {
    LakeLease lease =
        take(lake, Clock.systemUTC(), LeaseHolder.ofThisProcess(purpose, UUID.randomUUID()));
    long pause = TERM.dividedBy(3).toMillis();
    lease.renewal.scheduleWithFixedDelay(lease::renewQuietly, pause, pause, TimeUnit.MILLISECONDS);
    return lease;
  }

  /** Without renewal. */
  static LakeLease take(LakeTables lake, Clock clock, LeaseHolder holder) {
    Table ledger = lake.load(lake.set().ledger());
    LakeLease lease = new LakeLease(new LeaseProperties(ledger), clock, holder);
    lease.properties.update(
        now -> {
          LeaseHolder other = LeaseHolder.in(now);
          if (other != null && !other.isSame(holder) && other.isAlive(clock.instant())) {
            throw new LakeException(other.refusal());
          }

          return lease.held();
        });
    return lease;
  }

  /**
   * Makes sure that nobody else holds it, for a whole term from now on.
   *
   * @throws LakeException when it was lost, because this process stood still for example
   */
  public void require() {
    properties.update(
        now -> {
          LeaseHolder current = LeaseHolder.in(now);
          if (current == null || !current.isSame(holder)) {
            throw new LakeException(
                "This process stood still for longer than "
                    + TERM.toMinutes()
                    + " min, and the lake was given to "
                    + (current == null ? "others" : current.description())
                    + "; nothing more was changed. Run it again when that has ended");
          }

          return held();
        });
  }

  /** Gives it back. */
  @Override
  public void close() {
    renewal.shutdownNow();
    try {
      properties.update(
          now -> {
            LeaseHolder current = LeaseHolder.in(now);
            return current != null && current.isSame(holder) ? LeaseHolder.NONE : Map.of();
          });
    } catch (RuntimeException e) {
      // What the command has done is done; the right ends by itself.
      LOG.warn("The lease of {} could not be given back: {}", holder.description(), e.toString());
    }
  }

  private Map<String, String> held() {
    return holder.properties(clock.instant().plus(TERM));
  }

  private void renewQuietly() {
    try {
      require();
    } catch (RuntimeException e) {
      LOG.warn("The lease of {} was not renewed: {}", holder.description(), e.toString());
    }
  }
}
