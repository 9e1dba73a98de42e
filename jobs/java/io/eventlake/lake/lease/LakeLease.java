package io.eventlake.lake.lease;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableSet;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

  /** Of the ledgers, in the order in which they are asked. */
  private final List<LeaseProperties> ledgers = new ArrayList<>();

  private final Clock clock;
  private final LeaseHolder holder;
  private final ScheduledExecutorService renewal;

  private LakeLease(Clock clock, LeaseHolder holder) {
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
    return renewed(lake, purpose, List.of(lake.set()));
  }

  /** The same, of the sets that are read with it, too: for what changes their tables. */
  public static LakeLease takeAll(LakeTables lake, String purpose) {
    List<TableSet> sets = new ArrayList<>(lake.set().read());
    sets.add(0, lake.set());
    return renewed(lake, purpose, sets);
  }

  private static LakeLease renewed(LakeTables lake, String purpose, List<TableSet> sets) {
    LeaseHolder holder = LeaseHolder.ofThisProcess(purpose, UUID.randomUUID());
    LakeLease lease = take(lake, Clock.systemUTC(), holder, sets);
    long pause = TERM.dividedBy(3).toMillis();
    lease.renewal.scheduleWithFixedDelay(lease::renewQuietly, pause, pause, TimeUnit.MILLISECONDS);
    return lease;
  }

  /** Without renewal. */
  static LakeLease take(LakeTables lake, Clock clock, LeaseHolder holder) {
    return take(lake, clock, holder, List.of(lake.set()));
  }

  private static LakeLease take(
      LakeTables lake, Clock clock, LeaseHolder holder, List<TableSet> sets) {
    LakeLease lease = new LakeLease(clock, holder);
    try {
      for (TableSet set : sets) {
        lease.take(new LeaseProperties(lake.load(set.ledger())));
      }

      return lease;
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  private void take(LeaseProperties ledger) {
    ledger.update(
        now -> {
          LeaseHolder other = LeaseHolder.in(now);
          if (other != null && !other.isSame(holder) && other.isAlive(clock.instant())) {
            throw new LakeException(other.refusal());
          }

          return held();
        });
    ledgers.add(ledger);
  }

  /**
   * Makes sure that nobody else holds it, for a whole term from now on.
   *
   * @throws LakeException when it was lost, because this process stood still for example
   */
  public void require() {
    ledgers.forEach(ledger -> ledger.update(this::stillHeld));
  }

  private Map<String, String> stillHeld(Map<String, String> now) {
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
  }

  /** Gives it back. */
  @Override
  public void close() {
    renewal.shutdownNow();
    ledgers.forEach(this::giveBack);
  }

  private void giveBack(LeaseProperties ledger) {
    try {
      ledger.update(
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
