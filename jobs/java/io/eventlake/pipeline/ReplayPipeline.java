package io.eventlake.pipeline;

import io.eventlake.family.EventFamily;
import io.eventlake.family.RecordCountRows;
import io.eventlake.family.StoredLetters;
import io.eventlake.operator.count.AdditiveOperator;
import io.eventlake.operator.decode.DecodeTags;
import io.eventlake.operator.rebuild.LetterOutlook;
import io.eventlake.operator.rebuild.RebuildScope;
import io.eventlake.operator.rebuild.ReplayForecast;
import io.eventlake.operator.rebuild.ReplayFunction;
import io.eventlake.table.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;

/**
 * The way of dead letters back: decoded by the decoder of today, those that are events now become
 * rows of {@code bronze.events}, from which {@link RebuildPipeline} goes on. In batch execution.
 *
 * <pre>
 * bronze.dead_letters ─► replay ─┬─► bronze.dead_letters, with marks
 *                                ├─► bronze.events, more of them
 *                                └─► changes of ops.record_counts
 * </pre>
 */
public final class ReplayPipeline {

  private final EventFamily family;
  private final RowTypes types;

  public ReplayPipeline(EventFamily family, RowTypes types) {
    this.family = family;
    this.types = types;
  }

  /**
   * What would become of the letters, summed up.
   *
   * @param letters rows of {@code bronze.dead_letters}, and whether each can be replayed
   */
  public DataStream<LetterOutlook> forecast(DataStream<RowData> letters) {
    return letters
        .flatMap(new ReplayForecast(family.decoder(), rows()))
        .returns(TypeInformation.of(LetterOutlook.class))
        .name("Forecast")
        .uid("replay-forecast")
        .keyBy(LetterOutlook::grain)
        .reduce(LetterOutlook::plus)
        .name("Sum letters")
        .uid("replay-sum-letters");
  }

  /**
   * Wires the replay and returns the rows of each table: all of the letters again, and what comes
   * to the others.
   *
   * @param letters rows of {@code bronze.dead_letters}, and whether to replay each
   * @param replayedMillis what the marks say, epoch milliseconds
   */
  public Map<TableName, DataStream<RowData>> define(
      DataStream<RowData> letters, RebuildScope scope, long replayedMillis) {
    DecodeTags tags =
        new DecodeTags(types.row(TableName.BRONZE_EVENTS), types.row(TableName.DEAD_LETTERS));
    SingleOutputStreamOperator<RowData> marked =
        letters
            .process(
                new ReplayFunction(family.decoder(), rows(), scope, replayedMillis, tags),
                types.of(TableName.DEAD_LETTERS))
            .name("Replay")
            .uid("replay-letters");
    Map<TableName, DataStream<RowData>> rows = new LinkedHashMap<>();
    rows.put(TableName.DEAD_LETTERS, marked);
    rows.put(TableName.BRONZE_EVENTS, marked.getSideOutput(tags.bronze));
    rows.put(
        TableName.RECORD_COUNTS,
        marked
            .getSideOutput(DecodeTags.COUNTS)
            .transform(
                "Sum replayed",
                types.of(TableName.RECORD_COUNTS),
                new AdditiveOperator<>(new RecordCountRows(family.name())))
            .uid("replay-sum-replayed"));
    return rows;
  }

  private StoredLetters rows() {
    return new StoredLetters(types.row(TableName.DEAD_LETTERS));
  }
}
