package io.eventlake.pipeline;

import io.eventlake.config.SegmentsOptions;
import io.eventlake.config.SessionOptions;
import java.time.Duration;

/** What a pipeline has to know beside its family. */
public final class PipelineOptions {

  final SessionOptions session;
  final SegmentsOptions segments;

  /** Silence after which the watermark follows the clock; null for archives. */
  final Duration quietAfter;

  public PipelineOptions(SessionOptions session, SegmentsOptions segments, Duration quietAfter) {
    this.session = session;
    this.segments = segments;
    this.quietAfter = quietAfter;
  }
}
