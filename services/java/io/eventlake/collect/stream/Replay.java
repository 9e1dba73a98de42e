package io.eventlake.collect.stream;

import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.collect.intake.OutgoingRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Puts what an overflow queue has back into the streams. A message is deleted after the stream has
 * its records: one that is ended between the two is put back twice, never lost.
 */
public final class Replay {

  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

  private final OverflowQueue queue;
  private final Map<CollectedFamily, StreamWriter> streams;
  private final Duration hidden;
  private long records;

  /**
   * @param hidden how long the queue gives a message to nobody else: longer than it takes to put
   *     back ten of them
   */
  public Replay(OverflowQueue queue, Map<CollectedFamily, StreamWriter> streams, Duration hidden) {
    this.queue = queue;
    this.streams = streams;
    this.hidden = hidden;
  }

  /** Records that were put back so far. */
  public long records() {
    return records;
  }

  /**
   * Puts back, until the queue is empty. What another replay had under way when it was ended is
   * waited for.
   *
   * @throws StreamException when something stays in the queue
   */
  public void run() {
    long lastSeen = System.nanoTime();
    while (true) {
      List<Message> messages = received();
      if (!messages.isEmpty()) {
        putBack(messages);
        lastSeen = System.nanoTime();
        continue;
      }

      long left = size();
      if (left == 0) {
        return;
      }
      if (System.nanoTime() - lastSeen > 2 * hidden.toNanos()) {
        throw new StreamException(
            "The queue has about "
                + left
                + " messages that it does not give: another replay has them under way",
            null);
      }
    }
  }

  private List<Message> received() {
    try {
      return queue.receive(hidden);
    } catch (CompletionException e) {
      throw unreachable(e);
    }
  }

  private long size() {
    try {
      return queue.size();
    } catch (CompletionException e) {
      throw unreachable(e);
    }
  }

  private static StreamException unreachable(CompletionException e) {
    return new StreamException(
        "The queue does not answer (" + e.getCause().getMessage() + "): run it again", e);
  }

  private void putBack(List<Message> messages) {
    for (int i = 0; i < messages.size(); i++) {
      try {
        putBack(messages.get(i));
      } catch (StreamException e) {
        release(messages.subList(i, messages.size()));
        throw e;
      }
    }
  }

  private void putBack(Message message) {
    StreamWriter stream = stream(message);
    try {
      List<OutgoingRecord> ofMessage = OverflowMessage.records(message.body());
      stream.put(ofMessage).join();
      records += ofMessage.size();
      queue.delete(message);
    } catch (IOException e) {
      throw new StreamException(
          "The message " + message.messageId() + " is none that collect has sent: remove it", e);
    } catch (CompletionException e) {
      throw new StreamException(
          e.getCause().getMessage() + ": what is left stays in the queue, run it again", e);
    }
  }

  private StreamWriter stream(Message message) {
    MessageAttributeValue word = message.messageAttributes().get(OverflowQueue.FAMILY);
    StreamWriter stream =
        word == null
            ? null
            : CollectedFamily.named(word.stringValue()).map(streams::get).orElse(null);
    if (stream == null) {
      throw new StreamException(
          "The message "
              + message.messageId()
              + (word == null
                  ? " is none that collect has sent: remove it"
                  : " is of the family "
                      + word.stringValue()
                      + ": name its stream in collect.streams, too"),
          null);
    }

    return stream;
  }

  /** So that the next replay needs not wait for them. */
  private void release(List<Message> messages) {
    try {
      messages.forEach(queue::release);
    } catch (CompletionException e) {
      LOG.warn("Messages are given again only after {}", hidden, e);
    }
  }
}
