package io.eventlake.connector.files;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.InstantiationUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the first lines of files for the times of their events: of each file some kilobytes,
 * of many files side by side, and once only, since a split keeps what was found.
 */
final class FirstEvents implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(FirstEvents.class);

  private static final int MOST_THREADS = 8;
  private static final int FILES_FOR_A_THREAD = 64;
  private static final int EVENTS = 20;
  private static final int LINES = 100;
  private static final long BYTES = 1 << 20;

  /** A clock that was reset shows an earlier time; it must not hold a whole archive back. */
  private static final long FIRST_SANE_MILLIS =
      Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

  private final NdjsonFormat format;
  private final EventDecoder decoder;

  /**
   * @param decoder of the events; null where their time does not matter
   */
  FirstEvents(NdjsonFormat format, EventDecoder decoder) {
    this.format = format;
    this.decoder = decoder;
  }

  /** The splits with their times. A file that cannot be read is left to its reader. */
  List<FileSourceSplit> lookInto(Collection<FileSourceSplit> splits) {
    FileSourceSplit[] known = splits.toArray(new FileSourceSplit[0]);
    int threads =
        decoder == null ? 1 : Math.min(MOST_THREADS, 1 + known.length / FILES_FOR_A_THREAD);
    if (threads == 1) {
      lookInto(known, 0, 1);
      return Arrays.asList(known);
    }

    LOG.info("Looking into the first lines of {} files for the time of their events", known.length);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> parts = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int first = thread;
        parts.add(pool.submit(() -> lookInto(known, first, threads)));
      }

      for (Future<?> part : parts) {
        part.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking into files", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("files cannot be looked into", e.getCause());
    } finally {
      pool.shutdownNow();
    }

    return Arrays.asList(known);
  }

  private void lookInto(FileSourceSplit[] splits, int first, int step) {
    EventDecoder own = own();
    for (int i = first; i < splits.length; i += step) {
      if (SplitTimes.of(splits[i]) == null) {
        splits[i] = times(splits[i], own).with(splits[i]);
      }
    }
  }

  /** Decoders are not thread-safe. */
  private EventDecoder own() {
    try {
      return decoder == null
          ? null
          : InstantiationUtil.clone(decoder, decoder.getClass().getClassLoader());
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("the decoder cannot be copied", e);
    }
  }

  private SplitTimes times(FileSourceSplit split, EventDecoder own) {
    if (own == null || ChangeSplit.isOne(split)) {
      return SplitTimes.UNKNOWN;
    }

    Times times = new Times();
    try (NdjsonReader file = format.open(split)) {
      long bytes = 0;
      for (int line = 0; line < LINES && bytes < BYTES && times.count < EVENTS; line++) {
        RawRecord record = file.next();
        if (record == null) {
          break;
        }

        bytes += record.payload.length;
        own.decode(record, times);
      }
    } catch (IOException e) {
      LOG.warn("{} shows no time yet: {}", split.splitId(), e.getMessage());
    }

    return times.found();
  }

  /** The times of the events that a decoder takes. */
  private static final class Times implements DecodeOutput {

    private final long[] millis = new long[EVENTS];
    private int count;

    @Override
    public void accepted(EventEnvelope event, String eventType, RowData bronze) {
      if (count < EVENTS) {
        millis[count] = event.eventTimeMillis;
        count++;
      }
    }

    @Override
    public void kept(String eventType, long arrivalMillis, RowData bronze) {
      // What is no event has no time.
    }

    @Override
    public void withoutConsent(String eventType, long arrivalMillis) {
      // Nothing of it but a count may be known.
    }

    @Override
    public void rejected(RejectReason reason, long arrivalMillis, RowData deadLetter) {
      // What is no event has no time.
    }

    private SplitTimes found() {
      if (count == 0) {
        return SplitTimes.UNKNOWN;
      }

      Arrays.sort(millis, 0, count);
      int sane = 0;
      while (sane < count - 1 && millis[sane] < FIRST_SANE_MILLIS) {
        sane++;
      }

      return new SplitTimes(millis[(count - 1) / 2], millis[sane], Long.MAX_VALUE);
    }
  }
}
