package io.eventlake.testing;

import io.eventlake.testing.log.LoggedText;

/** Credentials of this JVM for services that ask for some and check none, until it is closed. */
public final class TestCredentials implements AutoCloseable {

  private static final String ID = "aws.accessKeyId";
  private static final String SECRET = "aws.secretAccessKey";

  public TestCredentials() {
    System.setProperty(ID, "local");
    System.setProperty(SECRET, LoggedText.SECRET);
  }

  @Override
  public void close() {
    System.clearProperty(ID);
    System.clearProperty(SECRET);
  }
}
