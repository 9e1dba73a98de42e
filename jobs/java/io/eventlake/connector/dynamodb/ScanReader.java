package io.eventlake.connector.dynamodb;

import io.eventlake.event.SegmentChange;
import io.eventlake.operator.segment.ChangeMetrics;
import io.eventlake.operator.segment.LeftOutItems;
import io.eventlake.operator.segment.MalformedItemException;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes changes of scanned items, as of the time at which the load began. A segment's position
 * moves with whole pages; the items of a page that is read again are the same or newer, and change
 * nothing or what is right.
 */
final class ScanReader
    extends SingleThreadMultiplexSourceReaderBase<
        ScannedItem, SegmentChange, ScanSplit, ScanReader.Position> {

  private static final Logger LOG = LoggerFactory.getLogger(ScanReader.class);

  private static final long MICROS_PER_MILLI = 1_000L;

  /** Where a segment is read up to. */
  static final class Position {
    private ScanSplit split;

    private Position(ScanSplit split) {
      this.split = split;
    }
  }

  ScanReader(Supplier<ScanPages> pages, SourceReaderContext context) {
    super(pages::get, new Emitter(context), context.getConfiguration(), context);
  }

  @Override
  public void start() {
    if (getNumberOfCurrentlyAssignedSplits() == 0) {
      context.sendSplitRequest();
    }
  }

  @Override
  protected void onSplitFinished(Map<String, Position> finished) {
    context.sendSplitRequest();
  }

  @Override
  protected Position initializedState(ScanSplit split) {
    return new Position(split);
  }

  @Override
  protected ScanSplit toSplitType(String splitId, Position position) {
    return position.split;
  }

  private static final class Emitter
      implements RecordEmitter<ScannedItem, SegmentChange, Position> {

    private final ChangeMetrics metrics;
    private final LeftOutItems leftOut = new LeftOutItems(LOG);

    private Emitter(SourceReaderContext context) {
      metrics = new ChangeMetrics(context.metricGroup());
    }

    @Override
    public void emitRecord(
        ScannedItem scanned, SourceOutput<SegmentChange> output, Position position) {
      try {
        SegmentChange change =
            SegmentAttributes.change(
                scanned.item, scanned.keys, position.split.beganMillis * MICROS_PER_MILLI);
        SegmentAttributes.say(change, scanned.item);
        metrics.changed();
        output.collect(change);
      } catch (MalformedItemException e) {
        metrics.rejected(e.reason());
        leftOut.tell(
            "An item of the segment table was left out: {} (scan segment {})",
            e.reason(),
            position.split.splitId());
      }

      if (scanned.nextPage != null) {
        position.split = position.split.readUpTo(scanned.nextPage);
      }
    }
  }
}
