package io.eventlake.pipeline;

import io.eventlake.config.SegmentsOptions;
import io.eventlake.config.SessionOptions;
import io.eventlake.operator.time.WatermarkPolicy;

/** What a pipeline has to know beside its family. */
public final class PipelineOptions {

  final SessionOptions session;
  final SegmentsOptions segments;

  final WatermarkPolicy watermarks;

  public PipelineOptions(
      SessionOptions session, SegmentsOptions segments, WatermarkPolicy watermarks) {
    this.session = session;
    this.segments = segments;
    this.watermarks = watermarks;
  }
}
