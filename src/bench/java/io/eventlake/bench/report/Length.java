package io.eventlake.bench.report;

/** How long a run is; the slope between both leaves out what does not grow with the events. */
public enum Length {
  SHORT,
  LONG
}
