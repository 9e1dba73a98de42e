package io.eventlake.config;

import java.io.Serializable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Limits of a record and what a comparison page is: property group {@code decode}. */
public final class DecodeOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final ConfigOption<Integer> MAX_RECORD_BYTES =
      ConfigOptions.key("decode.max-record-bytes")
          .intType()
          .defaultValue(1 << 20)
          .withDescription("Largest record; a larger one becomes a dead letter.");
  public static final ConfigOption<String> COMPARISON_PATH =
      ConfigOptions.key("decode.comparison-path")
          .stringType()
          .defaultValue("(^|/)(compare|comparison)(/|$)")
          .withDescription("Regular expression found in the path of a comparison page's URL.");

  public final int maxRecordBytes;
  public final Pattern comparisonPath;

  DecodeOptions(OptionReader options) {
    maxRecordBytes = options.read(MAX_RECORD_BYTES);
    options.check(maxRecordBytes > 0, MAX_RECORD_BYTES, "must be positive");
    comparisonPath = readPattern(options);
  }

  private static Pattern readPattern(OptionReader options) {
    try {
      return Pattern.compile(options.read(COMPARISON_PATH));
    } catch (PatternSyntaxException e) {
      options.reject(COMPARISON_PATH, "is no regular expression: " + e.getDescription());
      return null;
    }
  }
}
