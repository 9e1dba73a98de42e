package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.aws.AwsSecret;
import io.eventlake.connector.aws.CloudWatchValues;
import io.eventlake.connector.aws.S3Access;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine.Option;

/** What a fetch has to do with AWS: where its secret lies, and who is told of its end. */
final class FetchAwsMixin {

  private static final String FAILED = "fetch-resultsFailed";

  @Option(
      names = "--secret",
      paramLabel = "PLACE",
      description =
          "Instead of --secret-file: where the secret lies on AWS, secretsmanager:NAME or ssm:NAME,"
              + " NAME also an ARN.")
  String secret;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description =
          "AWS region of the secret, the metric and of --out on S3 (default: the environment's).")
  String region = System.getenv("AWS_REGION");

  @Option(
      names = "--verdict-namespace",
      paramLabel = "NAMESPACE",
      description =
          "Namespace of CloudWatch that is told whether the fetch failed, as "
              + FAILED
              + ", 0 or 1, for an alarm.")
  String verdictNamespace;

  S3Access s3() {
    return new S3Access(region, null, false);
  }

  /** The secret that lies on AWS, without the end of its line; null where none is named. */
  String secret() {
    if (secret == null) {
      return null;
    } else if (!AwsSecret.isPlace(secret)) {
      throw new ConfigException(
          "--secret is a place, secretsmanager:NAME or ssm:NAME; a file is --secret-file");
    }

    String found =
        new String(AwsSecret.at(secret, region("--secret"), null).read(), StandardCharsets.UTF_8)
            .strip();
    if (found.isEmpty()) {
      throw new ConfigException("--secret " + secret + " is empty; it must have the secret");
    }

    return found;
  }

  /** Tells that it came to its end. */
  void done(Clock clock, boolean isDry) {
    if (verdictNamespace != null && !isDry) {
      tell(clock, 0);
    }
  }

  /** Tells that it ends with this; that it cannot be told is no more than that. */
  void failed(Clock clock, boolean isDry, RuntimeException failure) {
    if (verdictNamespace == null || isDry) {
      return;
    }

    try {
      tell(clock, 1);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void tell(Clock clock, int failed) {
    try (CloudWatchValues values =
        new CloudWatchValues(verdictNamespace, region("--verdict-namespace"), null)) {
      values.put(FAILED, clock.instant(), failed);
      values.flush();
    }
  }

  private String region(String option) {
    if (region == null) {
      throw new ConfigException(option + " needs a region: name --region, or set AWS_REGION");
    }

    return region;
  }
}
