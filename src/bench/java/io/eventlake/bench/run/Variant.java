package io.eventlake.bench.run;

import io.eventlake.config.LocalOptions;

/** A contestant with its settings: what is compared. */
record Variant(String contestant, LocalOptions.Backend backend, int slots) {}
