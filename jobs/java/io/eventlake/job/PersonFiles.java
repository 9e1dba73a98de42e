package io.eventlake.job;

import io.eventlake.config.CaliperOptions;
import io.eventlake.config.ConfigException;
import io.eventlake.connector.aws.AwsSecret;
import io.eventlake.family.caliper.persons.OptedOut;
import io.eventlake.family.caliper.persons.PersonKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What is told of persons outside the lake: the key of their pseudonyms, and who opted out. */
final class PersonFiles {

  private PersonFiles() {}

  /**
   * All of the file or secret but the end of its last line; no message ever tells of it.
   *
   * @param options whose key may be null: who asks for it is told
   */
  static PersonKey key(CaliperOptions options) {
    String place = options.personsKey;
    String region = options.personsKeyRegion;
    String endpoint = options.personsKeyEndpoint;
    return () -> {
      if (place == null) {
        throw new ConfigException(
            "caliper.persons-key is missing: name the key that the job caliper has, or say"
                + " caliper.persons=keep where that does");
      }

      return trimmed(place, read(place, region, endpoint, "caliper.persons-key"));
    };
  }

  private static byte[] trimmed(String place, byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    if (end < PersonKey.MIN_BYTES) {
      throw new ConfigException(
          "caliper.persons-key: "
              + place
              + " holds fewer than "
              + PersonKey.MIN_BYTES
              + " bytes: openssl rand -hex 32 makes a key");
    }

    return Arrays.copyOf(bytes, end);
  }

  /**
   * An id a line; blank lines are none.
   *
   * @param options whose list may be null: then nobody did
   */
  static OptedOut.Source optedOut(CaliperOptions options) {
    String place = options.optedOut;
    String region = options.personsKeyRegion;
    String endpoint = options.personsKeyEndpoint;
    return place == null
        ? Set::of
        : () ->
            new String(read(place, region, endpoint, "caliper.opted-out"), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(HashSet::new));
  }

  private static byte[] read(String place, String region, String endpoint, String option) {
    if (!AwsSecret.isPlace(place)) {
      return read(place, option);
    }

    try {
      return AwsSecret.at(place, region, endpoint).read();
    } catch (ConfigException e) {
      throw new ConfigException(option + ": " + e.getMessage(), e);
    }
  }

  private static byte[] read(String path, String option) {
    try {
      return Files.readAllBytes(Path.of(path));
    } catch (IOException e) {
      throw new ConfigException(option + ": cannot read " + path + ", give a file that is there");
    }
  }
}
