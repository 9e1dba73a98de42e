package io.eventlake.connector.kinesis;

import io.eventlake.config.ConfigException;
import io.eventlake.config.SourceOptions;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stream that {@code source.stream} names: by its name, or by an ARN that names its region. */
final class StreamName implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Pattern ARN =
      Pattern.compile("arn:[^:]+:kinesis:([^:]+):[0-9]{12}:stream/([^/]+)");

  private final String name;
  private final String region;
  private final String arn;

  private StreamName(String name, String region, String arn) {
    this.name = name;
    this.region = region;
    this.arn = arn;
  }

  /**
   * @throws ConfigException for an ARN of something else
   */
  static StreamName of(SourceOptions options) {
    if (!options.stream.startsWith("arn:")) {
      return new StreamName(options.stream, options.region, null);
    }

    Matcher arn = ARN.matcher(options.stream);
    if (!arn.matches()) {
      throw new ConfigException(
          "source.stream = '"
              + options.stream
              + "' is no ARN of a stream, such as"
              + " arn:aws:kinesis:us-east-1:123456789012:stream/clickstream");
    }

    return new StreamName(arn.group(2), arn.group(1), options.stream);
  }

  String name() {
    return name;
  }

  String region() {
    return region;
  }

  /** The ARN as configured, or null where only a name is. */
  String arn() {
    return arn;
  }
}
