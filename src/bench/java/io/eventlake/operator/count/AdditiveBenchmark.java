package io.eventlake.operator.count;

import io.eventlake.bench.jmh.MicroBenchmark;
import io.eventlake.bench.sample.DecodedSample;
import io.eventlake.bench.sample.Ring;
import io.eventlake.bench.sample.SampleRecords;
import io.eventlake.bench.sample.SampleSessions;
import io.eventlake.event.EventEnvelope;
import io.eventlake.family.RecordCountRows;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Adding one input up; an event has one for the minutes and three for the counts. Rows are made
 * with checkpoints, which are too rare to show.
 */
public class AdditiveBenchmark extends MicroBenchmark {

  private static final int RECORDS = 2000;

  private OneInputStreamOperatorTestHarness<CountedRecord, RowData> counts;
  private OneInputStreamOperatorTestHarness<RowData, RowData> minutes;
  private Ring<CountedRecord> countedRecords;
  private Ring<RowData> silverRows;

  /** Opens the operators. */
  @Setup(Level.Trial)
  public void open() throws Exception {
    DecodedSample sample = DecodedSample.of(SampleRecords.mixed(RECORDS));
    List<EventEnvelope> events = sample.events();
    countedRecords = new Ring<>(SampleSessions.counts(events));
    silverRows = new Ring<>(sample.silver());
    counts = harness(new RecordCountRows(DecodedSample.WEB.name()));
    minutes = harness(DecodedSample.WEB.additiveRows().get(0).rows());
  }

  @Benchmark
  public void count() throws Exception {
    counts.getOneInputOperator().processElement(new StreamRecord<>(countedRecords.next()));
  }

  @Benchmark
  public void minute() throws Exception {
    minutes.getOneInputOperator().processElement(new StreamRecord<>(silverRows.next()));
  }

  @TearDown(Level.Trial)
  public void close() throws Exception {
    counts.close();
    minutes.close();
  }

  private static <T> OneInputStreamOperatorTestHarness<T, RowData> harness(Additive<T> additive)
      throws Exception {
    OneInputStreamOperatorTestHarness<T, RowData> harness =
        new OneInputStreamOperatorTestHarness<>(new AdditiveOperator<>(additive));
    harness.open();
    return harness;
  }
}
