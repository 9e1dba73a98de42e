package io.eventlake.connector.aws;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a service of AWS, or the SDK before it came to that, has against a call; for people. */
public final class AwsErrors {

  private static final String NO_CREDENTIALS = "Unable to load credentials from any";

  private AwsErrors() {}

  /** The service's name of the error; empty where no service answered. */
  public static String code(SdkException e) {
    AwsErrorDetails details = details(e);
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /** Whether a right is missing. */
  public static boolean isDenied(SdkException e) {
    return code(e).startsWith("AccessDenied");
  }

  /** Part of a sentence, without the ids that the SDK puts behind the service's words. */
  public static String message(SdkException e) {
    AwsErrorDetails details = details(e);
    if (details != null && details.errorMessage() != null) {
      return code(e) + ", " + withoutStop(details.errorMessage());
    }

    String message = String.valueOf(e.getMessage());
    return message.startsWith(NO_CREDENTIALS)
        ? "there are no credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
            + " AWS_SECRET_ACCESS_KEY"
        : withoutStop(message);
  }

  private static String withoutStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static AwsErrorDetails details(SdkException e) {
    return e instanceof AwsServiceException ? ((AwsServiceException) e).awsErrorDetails() : null;
  }
}
