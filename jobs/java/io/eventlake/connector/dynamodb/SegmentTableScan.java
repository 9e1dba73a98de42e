package io.eventlake.connector.dynamodb;

import io.eventlake.config.SegmentsOptions;
import io.eventlake.event.SegmentChange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Reads the whole segment table once, by a parallel scan that a checkpoint can interrupt; a
 * restored job goes on with what is left of it, if anything is.
 *
 * <p>The items are changes as of the time at which the load began: what changed since then is in
 * the change records, and wins.
 */
public final class SegmentTableScan
    implements Source<SegmentChange, ScanSplit, List<ScanSplit>>,
        ResultTypeQueryable<SegmentChange> {

  private static final long serialVersionUID = 1L;

  private final SegmentsOptions options;

  public SegmentTableScan(SegmentsOptions options) {
    this.options = options;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<ScanSplit, List<ScanSplit>> createEnumerator(
      SplitEnumeratorContext<ScanSplit> context) {
    long began = Clock.systemUTC().millis();
    List<ScanSplit> splits = new ArrayList<>();
    for (int segment = 0; segment < options.scanSegments; segment++) {
      splits.add(new ScanSplit(segment, options.scanSegments, began, Map.of()));
    }

    return new ScanEnumerator(context, splits);
  }

  @Override
  public SplitEnumerator<ScanSplit, List<ScanSplit>> restoreEnumerator(
      SplitEnumeratorContext<ScanSplit> context, List<ScanSplit> waiting) {
    return new ScanEnumerator(context, waiting);
  }

  @Override
  public SourceReader<SegmentChange, ScanSplit> createReader(SourceReaderContext context) {
    double rate = (double) options.scanRate / context.currentParallelism();
    return new ScanReader(() -> new ScanPages(options, rate), context);
  }

  @Override
  public SimpleVersionedSerializer<ScanSplit> getSplitSerializer() {
    return new ScanSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<ScanSplit>> getEnumeratorCheckpointSerializer() {
    return new ScanSplitSerializer.OfList();
  }

  @Override
  public TypeInformation<SegmentChange> getProducedType() {
    return TypeInformation.of(SegmentChange.class);
  }
}
