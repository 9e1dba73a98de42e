package io.eventlake.testing;

import io.eventlake.testing.log.LoggedText;
import java.util.Map;

/** Credentials of this JVM for services that ask for some and check none, until it is closed. */
public final class TestCredentials implements AutoCloseable {

  private static final Map<String, String> VARIABLES =
      Map.of(
          "aws.accessKeyId", "AWS_ACCESS_KEY_ID", "aws.secretAccessKey", "AWS_SECRET_ACCESS_KEY");

  public TestCredentials() {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", LoggedText.SECRET);
  }

  /**
   * Hands the credentials of this JVM, if it has any, to a process that is to be started: by its
   * environment, since Flink logs the arguments of a JVM.
   */
  public static ProcessBuilder handOn(ProcessBuilder process) {
    VARIABLES.forEach(
        (property, variable) -> {
          if (System.getProperty(property) != null) {
            process.environment().put(variable, System.getProperty(property));
          }
        });
    return process;
  }

  @Override
  public void close() {
    VARIABLES.keySet().forEach(System::clearProperty);
  }
}
