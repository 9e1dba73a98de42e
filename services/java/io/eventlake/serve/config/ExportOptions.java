package io.eventlake.serve.config;

import io.eventlake.config.OptionReader;
import io.eventlake.service.Bounds;
import java.io.Serializable;
import java.time.Duration;

/**
 * How exports are made and kept.
 *
 * @param to a folder on S3; null for one of {@code serve.state-dir}
 * @param keep how long a file is there after it was made
 * @param largest bytes of one
 * @param all bytes of all that are there
 */
public record ExportOptions(String to, Duration keep, long largest, long all)
    implements Serializable {

  private static final long MOST_ON_S3 = 5L << 30;

  static ExportOptions read(OptionReader options) {
    String to = options.place(ServeOptions.EXPORTS_TO);
    options.check(
        to == null || to.matches("s3://[^/]+/.+"),
        ServeOptions.EXPORTS_TO,
        "is no folder on S3, such as s3://bucket/exports");
    long largest = options.size(ServeOptions.EXPORT_BYTES).getBytes();
    long all = options.size(ServeOptions.EXPORTS_BYTES).getBytes();
    options.check(largest > 0, ServeOptions.EXPORT_BYTES, "must be positive");
    options.check(
        to == null || largest <= MOST_ON_S3,
        ServeOptions.EXPORT_BYTES,
        "is more than S3 takes at once, 5 gb");
    options.check(
        all >= largest,
        ServeOptions.EXPORTS_BYTES,
        "is less than one may take (serve.export-bytes)");
    return new ExportOptions(
        to, Bounds.positiveDuration(options, ServeOptions.EXPORTS_KEEP), largest, all);
  }
}
