package io.eventlake.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.segments.SegmentLookups;
import io.eventlake.event.RawRecord;
import io.eventlake.family.EventFamily;
import io.eventlake.family.TableStep;
import io.eventlake.family.contract.IdRules;
import io.eventlake.family.toy.ToyFamily;
import io.eventlake.operator.count.Additive;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.operator.rebuild.RebuildScope;
import io.eventlake.operator.session.SessionRowMaker;
import io.eventlake.operator.session.SessionTally;
import io.eventlake.operator.time.WatermarkPolicy;
import io.eventlake.table.TableName;
import io.eventlake.testing.TestOptions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

/** A family without sessions, whose tables lack {@code silver.sessions}, has its graphs. */
class NoSessionsTest {

  private static final LocalDate DAY = LocalDate.parse("2026-03-01");

  private final StreamExecutionEnvironment env =
      StreamExecutionEnvironment.createLocalEnvironment();
  private final JobOptions options = TestOptions.files("events").all();

  @Test
  void ofTheStream() {
    EventPipeline pipeline =
        new EventPipeline(
            new SessionlessToys(),
            new PipelineOptions(
                options.session,
                options.segments,
                WatermarkPolicy.boundedFiles(Duration.ofSeconds(1))),
            SegmentLookups.none(),
            NoSessionsTest::type);

    assertThat(pipeline.define(none(TypeInformation.of(RawRecord.class))))
        .containsOnlyKeys(
            TableName.BRONZE_EVENTS,
            TableName.DEAD_LETTERS,
            TableName.SILVER_EVENTS,
            ToyFamily.TOYS,
            TableName.LATE_EVENTS,
            TableName.RECORD_COUNTS);
  }

  @Test
  void ofTheRebuild() {
    RebuildPipeline pipeline =
        new RebuildPipeline(
            new SessionlessToys(),
            new RebuildScope(DAY, DAY),
            options.session,
            NoSessionsTest::type);
    Map<TableName, DataStream<RowData>> stored =
        Stream.of(TableName.BRONZE_EVENTS, TableName.SILVER_EVENTS, TableName.LATE_EVENTS)
            .collect(
                Collectors.toMap(
                    table -> table, table -> none(((RowTypes) NoSessionsTest::type).of(table))));

    assertThat(pipeline.define(stored, null, SegmentLookups.none()))
        .containsOnlyKeys(
            TableName.SILVER_EVENTS,
            ToyFamily.TOYS,
            TableName.LATE_EVENTS,
            TableName.RECORD_COUNTS);
  }

  private <T> DataStream<T> none(TypeInformation<T> type) {
    return env.fromSequence(1, 1).map(number -> (T) null, type);
  }

  private static RowType type(TableName table) {
    assertThat(table).isNotEqualTo(TableName.SESSIONS);
    return ToyFamily.tables().rowType(table);
  }

  /** Toys that nobody plays with. */
  private static final class SessionlessToys implements EventFamily {

    private final EventFamily toys =
        new ToyFamily(1 << 20, new IdRules(List.of(), Pattern.compile(".+")));

    @Override
    public String name() {
      return toys.name();
    }

    @Override
    public EventDecoder decoder() {
      return toys.decoder();
    }

    @Override
    public List<String> partitionKeys() {
      return toys.partitionKeys();
    }

    @Override
    public StoredEvents storedEvents() {
      return toys.storedEvents();
    }

    @Override
    public SessionTally sessionTally() {
      return SessionTally.NONE;
    }

    @Override
    public List<TableStep<FlatMapFunction<RowData, RowData>>> eventRows() {
      return toys.eventRows();
    }

    @Override
    public List<TableStep<Additive<RowData>>> additiveRows() {
      return toys.additiveRows();
    }

    @Override
    public List<TableStep<SessionRowMaker>> sessionRows() {
      return List.of();
    }
  }
}
