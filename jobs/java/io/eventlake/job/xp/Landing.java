package io.eventlake.job.xp;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.xp.LastDelivered;
import io.eventlake.family.xp.RejectedResultException;
import io.eventlake.family.xp.ResultFile;
import io.eventlake.family.xp.ResultState;
import io.eventlake.family.xp.ResultTaker;
import io.eventlake.family.xp.ResultVersion;
import io.eventlake.lake.publish.TableChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads files of results into rows of bronze, as many as there are. */
final class Landing implements AutoCloseable {

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  /** Places of columns in what a result says. */
  private static final int MODIFIED = 2;

  private static final int SCORED = 9;

  private final String suffix;

  /** Microseconds since the epoch, UTC: when the run began. */
  private final long now;

  private final Difference results;
  private final Difference rejected;
  private final Difference deliveries;
  private final Map<String, Long> reasons = new TreeMap<>();
  private final LastDelivered last;
  private long lacking;
  private long unchanged;

  /**
   * @param last how results were delivered before; null where no delivery has all results
   */
  Landing(LakeTables lake, String suffix, LastDelivered last, long now) {
    this.suffix = suffix;
    this.last = last;
    this.now = now;
    this.results = new Difference(lake, XpTables.RESULTS, "ingest_dt");
    this.rejected = new Difference(lake, XpTables.REJECTED, "ingest_dt");
    this.deliveries = new Difference(lake, XpTables.DELIVERIES, "read_dt");
  }

  /**
   * Reads them all.
   *
   * @throws io.eventlake.family.xp.XpInputException when one is not what it should be
   */
  void read(List<DeliveredFile> files) {
    DeliveredFile before = null;
    long row = 0;
    for (DeliveredFile file : files) {
      if (before != null && before.delivery != file.delivery) {
        lacking(before, row);
        row = 0;
      }

      before = file;
      Taker taker = new Taker(file, row);
      try {
        ResultFile.read(file.path, file.landed.place, suffix, taker);
      } catch (IOException e) {
        throw new UncheckedIOException(file.landed.place + " cannot be read: " + e.getMessage(), e);
      }

      row = taker.row;
      deliveries.add(
          Arrays.asList(
              file.delivery,
              file.landed.name,
              file.sha256,
              file.landed.version,
              file.isBulk,
              taker.taken,
              taker.row - taker.first - taker.taken,
              taker.unchanged,
              taker.newest,
              now,
              day()));
    }

    if (before != null) {
      lacking(before, row);
    }
  }

  /** A row for each result that is in a delivery of all results no more. */
  private void lacking(DeliveredFile file, long rows) {
    if (!file.isBulk) {
      return;
    }

    long row = rows;
    for (String id : last.lacking(file.delivery)) {
      ResultVersion version = new ResultVersion();
      version.id = id;
      version.state = ResultState.ABSENT;
      List<Object> values = told(version, null);
      values.set(MODIFIED, null);
      values.set(SCORED, null);
      values.addAll(Arrays.asList(file.delivery, ++row, now, day()));
      results.add(values);
      lacking++;
    }
  }

  /** What a result says; the first columns of the table. */
  private static List<Object> told(ResultVersion version, String metadata) {
    return new ArrayList<>(
        Arrays.asList(
            version.id,
            version.state.word(),
            version.modified,
            version.student,
            version.activity,
            version.attempt,
            version.graded,
            version.banked,
            version.xp,
            version.scored,
            metadata));
  }

  long read() {
    return results.added() - lacking + unchanged;
  }

  long rejected() {
    return rejected.added();
  }

  /** How many were rejected for what; empty where none was. */
  Map<String, Long> reasons() {
    return Collections.unmodifiableMap(reasons);
  }

  /** What is to be published. */
  List<TableChange> complete() {
    return Stream.of(results.complete(), rejected.complete(), deliveries.complete())
        .filter(Objects::nonNull)
        .collect(Collectors.toList());
  }

  @Override
  public void close() {
    results.close();
    rejected.close();
    deliveries.close();
  }

  private int day() {
    return (int) Math.floorDiv(now, MICROS_PER_DAY);
  }

  /** Of one file. */
  private final class Taker implements ResultTaker {

    final long first;
    private final long delivery;

    /** Of the delivery, where that has all results; else 0. */
    private final long bulk;

    private long row;
    private long taken;
    private long unchanged;
    private Long newest;

    Taker(DeliveredFile file, long first) {
      this.delivery = file.delivery;
      this.bulk = file.isBulk ? file.delivery : 0;
      this.first = first;
      this.row = first;
    }

    @Override
    public void take(ResultVersion version, String metadata) {
      row++;
      taken++;
      newest = newest == null ? version.modified : Long.valueOf(Math.max(newest, version.modified));
      List<Object> values = told(version, metadata.isEmpty() ? null : metadata);
      if (last == null || last.has(version.id, LastRows.print(values), bulk)) {
        values.addAll(Arrays.asList(delivery, row, now, day()));
        results.add(values);
      } else {
        unchanged++;
        Landing.this.unchanged++;
      }
    }

    @Override
    public void reject(String id, String payload, RejectedResultException why) {
      row++;
      reasons.merge(why.reason, 1L, Long::sum);
      if (id != null && last != null) {
        last.hasRejected(id, bulk);
      }

      List<Object> letter = new ArrayList<>(Arrays.asList(id, why.reason, why.pointer));
      letter.addAll(Arrays.asList(why.getMessage(), payload, delivery, row, now, day()));
      rejected.add(letter);
    }
  }
}
