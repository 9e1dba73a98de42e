package io.eventlake.bench.report;

import io.eventlake.bench.measure.RunFigures;

/**
 * One run and its figures.
 *
 * @param variant who ran, as the report calls it
 * @param round from 1; runs of one round are compared with each other
 */
public record Run(String variant, int round, Length length, long events, RunFigures figures) {}
