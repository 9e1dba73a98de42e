package io.eventlake.collect.stream;

import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.collect.intake.OutgoingRecord;
import io.eventlake.config.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A FIFO queue of SQS for what streams do not take. Messages of one shard are a group: the queue
 * gives them in their order, and none while one before it is under way.
 */
public final class OverflowQueue {

  static final String FAMILY = "family";

  private static final int MOST_MESSAGES = 10;
  private static final int LONG_POLL_SECONDS = 1;

  private final SqsAsyncClient client;
  private final String url;
  private final Duration patience;
  private final String keptSeconds;

  private OverflowQueue(SqsAsyncClient client, String url, Duration patience) {
    this.client = client;
    this.url = url;
    this.patience = patience;
    this.keptSeconds = attribute(QueueAttributeName.MESSAGE_RETENTION_PERIOD);
  }

  /**
   * Looks at the queue.
   *
   * @param patience how long it may take to keep records
   * @throws ConfigException when there is no such queue, or it cannot be reached
   */
  public static OverflowQueue open(SqsAsyncClient client, String url, Duration patience) {
    try {
      return new OverflowQueue(client, url, patience);
    } catch (CompletionException e) {
      throw new ConfigException(
          "The queue '"
              + url
              + "' cannot be reached ("
              + e.getCause().getMessage()
              + "): check collect.overflow-queue, the region and the credentials",
          e);
    }
  }

  /** How long it keeps what nobody puts back; an emulator may not say. */
  public Optional<Duration> kept() {
    return Optional.ofNullable(keptSeconds)
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  /** The way into it for a family. */
  public Overflow of(CollectedFamily family) {
    return (group, records) -> {
      CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
      for (List<OutgoingRecord> message : OverflowMessage.split(records)) {
        sent = sent.thenCompose(before -> send(family, group, message));
      }

      return sent.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    };
  }

  private CompletableFuture<Void> send(
      CollectedFamily family, String group, List<OutgoingRecord> records) {
    MessageAttributeValue word =
        MessageAttributeValue.builder().dataType("String").stringValue(family.word()).build();
    return client
        .sendMessage(
            message ->
                message
                    .queueUrl(url)
                    .messageGroupId(family.word() + "." + group)
                    // The same for each repeat of this call, and for no other.
                    .messageDeduplicationId(UUID.randomUUID().toString())
                    .messageAttributes(Map.of(FAMILY, word))
                    .messageBody(OverflowMessage.text(records)))
        .thenAccept(sent -> {});
  }

  /** Some messages, which nobody else gets for so long; none where it has none to give. */
  List<Message> receive(Duration hidden) {
    return client
        .receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(MOST_MESSAGES)
                    .messageAttributeNames(FAMILY)
                    .visibilityTimeout((int) hidden.toSeconds())
                    .waitTimeSeconds(LONG_POLL_SECONDS))
        .join()
        .messages();
  }

  void delete(Message message) {
    client
        .deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()))
        .join();
  }

  /** Whoever asks next gets it. */
  void release(Message message) {
    client
        .changeMessageVisibility(
            request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0))
        .join();
  }

  /** About how many messages it has, those included that somebody has under way. */
  long size() {
    return Long.parseLong(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        + Long.parseLong(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  private String attribute(QueueAttributeName name) {
    return client
        .getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
        .join()
        .attributes()
        .get(name);
  }
}
