package io.eventlake.deploy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a job's property file says that the key of its pseudonyms lies, or the list of who opted
 * out, and the right to read it. Nobody makes them here.
 *
 * @param action that reads it
 * @param resource its ARN, that one alone
 */
record KeyOfPersons(String action, String resource) {

  private static final String PARAMETER = "ssm:";
  private static final String SECRET = "secretsmanager:";

  /** The name of a secret is followed by a hyphen and six characters in its ARN. */
  private static final String ANY_SUFFIX = "-??????";

  /**
   * The key of a job, and the list of who opted out; empty where it has neither.
   *
   * @param account of the lake
   * @throws IllegalArgumentException when it lies where an application does not get
   */
  static List<KeyOfPersons> of(JobProperties properties, String account) {
    return Stream.of("persons-key", "opted-out")
        .flatMap(option -> of(properties, option, account).stream())
        .distinct()
        .toList();
  }

  private static Optional<KeyOfPersons> of(
      JobProperties properties, String option, String account) {
    String place = properties.get("caliper", option, null);
    if (place == null) {
      return Optional.empty();
    }

    String here = properties.get("caliper", "persons-key-region", "us-east-1") + ":" + account;
    if (place.startsWith(PARAMETER)) {
      String name = place.substring(PARAMETER.length());
      String arn = "arn:aws:ssm:" + here + ":parameter/" + name.replaceFirst("^/", "");
      return Optional.of(new KeyOfPersons("ssm:GetParameter", isArn(name) ? name : arn));
    }
    if (place.startsWith(SECRET)) {
      String name = place.substring(SECRET.length());
      String arn = "arn:aws:secretsmanager:" + here + ":secret:" + name + ANY_SUFFIX;
      return Optional.of(
          new KeyOfPersons("secretsmanager:GetSecretValue", isArn(name) ? name : arn));
    }

    throw new IllegalArgumentException(
        properties
            + ": caliper."
            + option
            + " is a file, which an application has not: name a parameter,"
            + " ssm:NAME, or a secret, secretsmanager:NAME");
  }

  private static boolean isArn(String name) {
    return name.startsWith("arn:");
  }
}
