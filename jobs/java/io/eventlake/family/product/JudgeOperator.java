package io.eventlake.family.product;

import io.eventlake.event.RawRecord;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Finds the activities among the items of an export. Side output, at the end: how many lines had
 * which outcome.
 */
final class JudgeOperator extends AbstractStreamOperator<Activity>
    implements OneInputStreamOperator<RawRecord, Activity>, BoundedOneInput {

  static final OutputTag<ItemCount> COUNTS =
      new OutputTag<>("item-counts", TypeInformation.of(ItemCount.class));

  private static final long serialVersionUID = 1L;

  private final int firstDay;
  private final int lastDay;

  private transient ProductRules rules;
  private transient Map<ItemOutcome, ItemCount> counts;

  JudgeOperator(int firstDay, int lastDay) {
    this.firstDay = firstDay;
    this.lastDay = lastDay;
  }

  @Override
  public void open() throws Exception {
    super.open();
    rules = new ProductRules(firstDay, lastDay);
    counts = new EnumMap<>(ItemOutcome.class);
  }

  @Override
  public void processElement(StreamRecord<RawRecord> element) {
    RawRecord line = element.getValue();
    ItemOutcome outcome =
        rules.judge(line.payload, activity -> output.collect(new StreamRecord<>(activity)));
    counts
        .computeIfAbsent(outcome, ItemCount::new)
        .add(line.shardId, Long.parseLong(line.sequenceNumber));
  }

  @Override
  public void endInput() {
    counts.values().forEach(count -> output.collect(COUNTS, new StreamRecord<>(count)));
  }
}
