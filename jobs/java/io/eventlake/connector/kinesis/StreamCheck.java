package io.eventlake.connector.kinesis;

import io.eventlake.config.SourceOptions;
import io.eventlake.connector.aws.AwsEndpoint;
import io.eventlake.connector.check.Finding;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/** Looks at a stream before a job reads it, with the calls that the job makes; changes nothing. */
public final class StreamCheck implements AutoCloseable {

  private static final String STREAM = "stream";
  private static final String CALLS = "stream calls";

  /** What a stream has unless somebody asks for more. */
  private static final Duration SHORTEST_RETENTION = Duration.ofHours(24);

  private final SourceOptions options;
  private final StreamName stream;
  private final Clock clock;
  private final KinesisClient client;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param options of a job that reads a stream
   */
  public StreamCheck(SourceOptions options, Clock clock) {
    this.options = options;
    this.stream = StreamName.of(options);
    this.clock = clock;
    this.client =
        AwsEndpoint.configure(KinesisClient.builder(), stream.region(), options.endpoint)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /**
   * One finding for each thing that was looked at.
   *
   * @param restoreFrom the savepoint or checkpoint that the job goes on from, or null
   */
  public List<Finding> run(String restoreFrom) {
    try (KinesisStreams streams = new KinesisStreams(stream.region(), options.endpoint)) {
      StreamGuard guard = new StreamGuard(streams);
      if (restoreFrom == null) {
        guard.checkStart(stream, options.initialTimestamp);
      } else {
        guard.checkRestored(stream, GuardedConsumer.readThrough(restoreFrom));
      }
    } catch (IOException e) {
      findings.add(Finding.fail(STREAM, "The positions are not known: " + e.getMessage()));
      return findings;
    } catch (StreamRefusedException | StreamUnreachableException e) {
      findings.add(Finding.fail(STREAM, e.getMessage()));
      return findings;
    }

    StreamDescriptionSummary summary =
        client.describeStreamSummary(to -> to.streamName(stream.name())).streamDescriptionSummary();
    findings.add(
        Finding.ok(
            STREAM,
            stream.name()
                + " is "
                + summary.streamStatusAsString()
                + " and has "
                + summary.openShardCount()
                + " open shards"));
    retention(Duration.ofHours(summary.retentionPeriodHours()));
    encryption(summary);
    calls(summary.streamARN());
    return findings;
  }

  @Override
  public void close() {
    client.close();
  }

  private void retention(Duration kept) {
    String subject = "stream retention";
    String keeps = "records are kept for " + kept.toHours() + " h";
    Instant oldest = clock.instant().minus(kept);
    Instant begin = options.initialTimestamp;
    if (begin != null && begin.isBefore(oldest)) {
      findings.add(
          Finding.warn(
              subject,
              keeps
                  + ", but source.initial-timestamp is "
                  + begin
                  + ": what came before "
                  + oldest
                  + " is gone; load it from an archive with the files source"));
    } else if (kept.compareTo(SHORTEST_RETENTION) <= 0) {
      findings.add(
          Finding.warn(
              subject,
              keeps
                  + ", and a job that stands for longer loses some: aws kinesis"
                  + " increase-stream-retention-period --retention-period-hours 168 --stream-name "
                  + stream.name()
                  + " --region "
                  + stream.region()));
    } else {
      findings.add(Finding.ok(subject, keeps));
    }
  }

  private void encryption(StreamDescriptionSummary summary) {
    String subject = "stream encryption";
    if (summary.encryptionType() == EncryptionType.KMS) {
      findings.add(
          Finding.ok(
              subject, "by the key " + summary.keyId() + ", for which roles need kms:Decrypt"));
    } else {
      findings.add(
          Finding.warn(
              subject,
              "records are not encrypted where they are kept: aws kinesis start-stream-encryption"
                  + " --encryption-type KMS --key-id alias/aws/kinesis --stream-name "
                  + stream.name()));
    }
  }

  private void calls(String arn) {
    String call = "ListShards";
    try {
      List<Shard> shards = client.listShards(to -> to.streamName(stream.name())).shards();
      if (!shards.isEmpty()) {
        call = "GetShardIterator";
        String iterator =
            client
                .getShardIterator(
                    to ->
                        to.streamName(stream.name())
                            .shardId(shards.get(0).shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        call = "GetRecords";
        client.getRecords(to -> to.shardIterator(iterator).limit(1));
      }

      if (options.reader == SourceOptions.Reader.FAN_OUT) {
        call = "DescribeStreamConsumer";
        describeConsumer(arn);
      }

      findings.add(Finding.ok(CALLS, "all that a job makes are allowed, up to " + call));
    } catch (SdkException e) {
      findings.add(
          Finding.fail(
              CALLS,
              call
                  + " is answered with: "
                  + e.getMessage()
                  + "; allow the role kinesis:"
                  + call
                  + " on the stream"));
    }
  }

  /** The job registers its consumer itself, so there may be none yet. */
  private void describeConsumer(String arn) {
    try {
      client.describeStreamConsumer(to -> to.streamARN(arn).consumerName(options.consumerName));
    } catch (ResourceNotFoundException e) {
      findings.add(
          Finding.ok("stream consumer", options.consumerName + " will be registered at the start"));
    }
  }
}
