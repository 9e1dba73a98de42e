package io.eventlake.operator.time;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** What a generator of watermarks said, in order: times, {@code idle} and {@code active}. */
final class RecordedWatermarks implements WatermarkOutput {

  final List<String> calls = new ArrayList<>();

  @Override
  public void emitWatermark(Watermark watermark) {
    calls.add(String.valueOf(watermark.getTimestamp()));
  }

  @Override
  public void markIdle() {
    calls.add("idle");
  }

  @Override
  public void markActive() {
    calls.add("active");
  }
}
