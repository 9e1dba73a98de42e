package io.eventlake.collect.config;

import io.eventlake.config.OptionReader;
import io.eventlake.service.Bounds;
import java.io.Serializable;
import java.time.Duration;

/**
 * The queue for what streams do not take.
 *
 * @param queue its URL
 * @param after how long a stream is given before records go there
 */
public record OverflowOptions(String queue, Duration after) implements Serializable {

  /** Null where there is no queue. */
  static OverflowOptions read(OptionReader options, boolean required) {
    String queue =
        required
            ? options.require(CollectOptions.OVERFLOW_QUEUE)
            : options.read(CollectOptions.OVERFLOW_QUEUE);
    options.check(
        queue == null || queue.matches("https?://[^/\\s]+/\\S+\\.fifo"),
        CollectOptions.OVERFLOW_QUEUE,
        "is no URL of a FIFO queue, such as"
            + " https://sqs.us-east-1.amazonaws.com/123456789012/overflow.fifo");
    Duration after = Bounds.positiveDuration(options, CollectOptions.OVERFLOW_AFTER);
    return queue == null ? null : new OverflowOptions(queue, after);
  }

  /** Where the queue is reached: its URL up to the path. */
  public String endpoint() {
    return queue.substring(0, queue.indexOf('/', "https://".length()));
  }
}
