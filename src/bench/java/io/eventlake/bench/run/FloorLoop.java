package io.eventlake.bench.run;

import io.eventlake.bench.sample.DecodedSample;
import io.eventlake.config.DecodeOptions;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.SessionOptions;
import io.eventlake.connector.files.EventFileRecords;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RejectReason;
import io.eventlake.job.Lakes;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.table.data.RowData;

/**
 * The floor under the job's cost: what bronze, dead letters and distinct silver events cost in one
 * loop on one thread, with the job's own decoder, rows, writers and Parquet settings and without a
 * Flink runtime. Beside it the same loop with the writers of Iceberg's own sink: what the job's
 * writers spare.
 *
 * <p>No sessions, no gold, no counts, no snapshots of state; ids are looked up without their
 * session. Slots do not matter to it.
 */
final class FloorLoop implements Contestant {

  /** How long the job keeps an id by default, minutes. */
  private static final int HORIZON_MINUTES =
      (int) SessionOptions.HORIZON.defaultValue().toMinutes();

  private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

  /** Events between two looks at the clock. */
  private static final int CLOCK_EVERY = 256;

  private final String name;
  private final TableAppends.Maker appends;

  private FloorLoop(String name, TableAppends.Maker appends) {
    this.name = name;
    this.appends = appends;
  }

  /** With the job's own writers. */
  static FloorLoop ofTheJob() {
    return new FloorLoop("floor", TableAppends::asTheJob);
  }

  /** With Iceberg's writers. */
  static FloorLoop ofIceberg() {
    return new FloorLoop("floor-iceberg", TableAppends::asIceberg);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Map<String, Long> run(RunRequest request) throws Exception {
    LakeOptions options = JobOptions.parseLake(Map.of("lake.warehouse", request.lake.toString()));
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      lake.apply();
      try (KnownIds known = KnownIds.of(request.backend);
          TableAppends bronze = appends.of(lake, TableName.BRONZE_EVENTS);
          TableAppends deadLetters = appends.of(lake, TableName.DEAD_LETTERS);
          TableAppends silver = appends.of(lake, TableName.SILVER_EVENTS)) {
        loop(request, new Rows(bronze, deadLetters, silver, known));
      }

      return LakeRecords.of(
          lake, TableName.BRONZE_EVENTS, TableName.DEAD_LETTERS, TableName.SILVER_EVENTS);
    }
  }

  private static void loop(RunRequest request, Rows rows) throws IOException {
    int maxRecordBytes = DecodeOptions.MAX_RECORD_BYTES.defaultValue();
    EventDecoder decoder = DecodedSample.WEB.decoder();
    long interval = request.checkpointInterval.toNanos();
    long committed = System.nanoTime();
    try (EventFileRecords records =
        new EventFileRecords(request.events.toString(), maxRecordBytes)) {
      for (long count = 1; records.hasNext(); count++) {
        decoder.decode(records.next(), rows);
        if (count % CLOCK_EVERY == 0 && System.nanoTime() - committed >= interval) {
          rows.commit();
          committed = System.nanoTime();
        }
      }
    }

    rows.commit();
  }

  /** Takes what the decoder makes of a record to the tables. */
  private static final class Rows implements DecodeOutput {

    private final TableAppends bronze;
    private final TableAppends deadLetters;
    private final TableAppends silver;
    private final KnownIds known;

    Rows(TableAppends bronze, TableAppends deadLetters, TableAppends silver, KnownIds known) {
      this.bronze = bronze;
      this.deadLetters = deadLetters;
      this.silver = silver;
      this.known = known;
    }

    @Override
    public void accepted(EventEnvelope event, String eventType, RowData row) {
      write(bronze, row);
      int until = (int) (event.eventTimeMillis / MINUTE_MILLIS) + HORIZON_MINUTES;
      if (known.add(event.idHigh, event.idLow, until)) {
        write(silver, event.silver);
      }
    }

    @Override
    public void withoutConsent(String eventType, long arrivalMillis) {}

    @Override
    public void rejected(RejectReason reason, long arrivalMillis, RowData row) {
      write(deadLetters, row);
    }

    void commit() throws IOException {
      bronze.commit();
      deadLetters.commit();
      silver.commit();
    }

    private static void write(TableAppends table, RowData row) {
      try {
        table.write(row);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
