package io.eventlake.serve.config;

import io.eventlake.config.OptionReader;
import io.eventlake.service.Bounds;
import java.io.Serializable;
import java.time.Duration;

/**
 * How exports are made and kept.
 *
 * @param keep how long a file is there after it was made
 * @param largest bytes of one
 * @param all bytes of all that are there
 */
public record ExportOptions(Duration keep, long largest, long all) implements Serializable {

  static ExportOptions read(OptionReader options) {
    long largest = options.size(ServeOptions.EXPORT_BYTES).getBytes();
    long all = options.size(ServeOptions.EXPORTS_BYTES).getBytes();
    options.check(largest > 0, ServeOptions.EXPORT_BYTES, "must be positive");
    options.check(
        all >= largest,
        ServeOptions.EXPORTS_BYTES,
        "is less than one may take (serve.export-bytes)");
    return new ExportOptions(
        Bounds.positiveDuration(options, ServeOptions.EXPORTS_KEEP), largest, all);
  }
}
