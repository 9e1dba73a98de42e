package io.eventlake.cli.emulator;

import java.io.IOException;
import java.nio.file.Path;

/** A program that starts the emulators and waits, for a test to kill it. */
final class EmulatorOwner {

  private EmulatorOwner() {}

  /** Where the emulators are installed, and their log. */
  public static void main(String[] args) throws IOException {
    Path installed = Path.of(args[0]);
    Path log = Path.of(args[1]);
    try (KinesisEmulator kinesis = KinesisEmulator.start(installed, log);
        DynamoDbEmulator dynamoDb = DynamoDbEmulator.start(installed, log)) {
      System.out.println(kinesis.endpoint() + " " + dynamoDb.endpoint());
      System.in.read();
    }
  }
}
