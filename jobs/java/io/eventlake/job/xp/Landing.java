package io.eventlake.job.xp;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.xp.RejectedResultException;
import io.eventlake.family.xp.ResultFile;
import io.eventlake.family.xp.ResultTaker;
import io.eventlake.family.xp.ResultVersion;
import io.eventlake.lake.publish.TableChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
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

  private final String suffix;

  /** Microseconds since the epoch, UTC: when the run began. */
  private final long now;

  private final Difference results;
  private final Difference rejected;
  private final Difference deliveries;
  private final Map<String, Long> reasons = new TreeMap<>();

  Landing(LakeTables lake, String suffix, long now) {
    this.suffix = suffix;
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
      row = before != null && before.delivery == file.delivery ? row : 0;
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
              taker.newest,
              now,
              day()));
    }
  }

  long read() {
    return results.added();
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
    private long row;
    private long taken;
    private Long newest;

    Taker(DeliveredFile file, long first) {
      this.delivery = file.delivery;
      this.first = first;
      this.row = first;
    }

    @Override
    public void take(ResultVersion version, String metadata) {
      row++;
      taken++;
      newest = newest == null ? version.modified : Long.valueOf(Math.max(newest, version.modified));
      BigDecimal xp = version.xp;
      results.add(
          Arrays.asList(
              version.id,
              version.state.word(),
              version.modified,
              version.student,
              version.activity,
              version.attempt,
              version.graded,
              version.banked,
              xp,
              version.scored,
              metadata.isEmpty() ? null : metadata,
              delivery,
              row,
              now,
              day()));
    }

    @Override
    public void reject(String id, String payload, RejectedResultException why) {
      row++;
      reasons.merge(why.reason, 1L, Long::sum);
      List<Object> letter = new ArrayList<>(Arrays.asList(id, why.reason, why.pointer));
      letter.addAll(Arrays.asList(why.getMessage(), payload, delivery, row, now, day()));
      rejected.add(letter);
    }
  }
}
