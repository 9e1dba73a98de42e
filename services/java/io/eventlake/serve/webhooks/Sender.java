package io.eventlake.serve.webhooks;

import java.time.Duration;
import java.util.Map;

/** Brings messages to receivers. */
interface Sender extends AutoCloseable {

  /** Sends one, and waits for the answer; whatever happens is an outcome. */
  Outcome send(String url, Map<String, String> headers, byte[] body);

  @Override
  void close();

  /**
   * What came of it.
   *
   * @param status of the answer; 0 for none
   * @param trouble a sentence for who has the webhook; null where it was taken
   * @param rest how long the receiver asks to be left alone; zero where it does not say so
   */
  record Outcome(int status, String trouble, Duration rest) {

    boolean isTaken() {
      return trouble == null;
    }

    /** Whether the receiver wants nothing of this webhook any more. */
    boolean isUnwanted() {
      return status == 410;
    }
  }
}
