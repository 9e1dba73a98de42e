package io.eventlake.deploy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a file of properties says lies in a store of secrets, and the right to read it. Nobody makes
 * it here.
 *
 * @param action that reads it
 * @param resource its ARN, that one alone
 */
record StoredSecret(String action, String resource) {

  private static final String PARAMETER = "ssm:";
  private static final String SECRET = "secretsmanager:";

  /** The name of a secret is followed by a hyphen and six characters in its ARN. */
  private static final String ANY_SUFFIX = "-??????";

  /**
   * The key of a job's pseudonyms, and the list of who opted out; empty where it has neither.
   *
   * @param account of the lake
   * @throws IllegalArgumentException when it lies where an application does not get
   */
  static List<StoredSecret> of(JobProperties properties, String account) {
    return Stream.of("persons-key", "opted-out")
        .flatMap(option -> of(properties, option, account).stream())
        .distinct()
        .toList();
  }

  private static Optional<StoredSecret> of(
      JobProperties properties, String option, String account) {
    String place = properties.get("caliper", option, null);
    if (place == null) {
      return Optional.empty();
    }

    String region = properties.get("caliper", "persons-key-region", "us-east-1");
    StoredSecret key = at(place, region, account);
    if (key == null) {
      throw new IllegalArgumentException(
          properties
              + ": caliper."
              + option
              + " is a file, which an application has not: name a parameter,"
              + " ssm:NAME, or a secret, secretsmanager:NAME");
    }

    return Optional.of(key);
  }

  /** What lies in a store of secrets; null where the place is none. */
  static StoredSecret at(String place, String region, String account) {
    String here = region + ":" + account;
    if (place.startsWith(PARAMETER)) {
      String name = place.substring(PARAMETER.length());
      String arn = "arn:aws:ssm:" + here + ":parameter/" + name.replaceFirst("^/", "");
      return new StoredSecret("ssm:GetParameter", isArn(name) ? name : arn);
    }
    if (place.startsWith(SECRET)) {
      String name = place.substring(SECRET.length());
      String arn = "arn:aws:secretsmanager:" + here + ":secret:" + name + ANY_SUFFIX;
      return new StoredSecret("secretsmanager:GetSecretValue", isArn(name) ? name : arn);
    }

    return null;
  }

  private static boolean isArn(String name) {
    return name.startsWith("arn:");
  }
}
