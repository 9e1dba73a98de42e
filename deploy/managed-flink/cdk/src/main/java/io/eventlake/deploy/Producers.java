package io.eventlake.deploy;

import java.util.List;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * The policy of whoever puts events into the stream, an ingest endpoint for example: the stream of
 * a family, and the queue for what it did not take. Who that is, is not for this project to say.
 */
final class Producers {

  Producers(
      Construct scope, Settings settings, List<Stream> streams, Queue undelivered, Keys keys) {
    ManagedPolicy.Builder.create(scope, "Producers")
        .managedPolicyName(settings.names.of("producer"))
        .description("Puts events into the stream, and into a queue what it did not take")
        .statements(
            List.of(
                Statements.allow(
                    List.of(
                        "kinesis:PutRecord", "kinesis:PutRecords", "kinesis:DescribeStreamSummary"),
                    streams.stream().map(Stream::getStreamArn).toList()),
                Statements.allow(List.of("sqs:SendMessage"), List.of(undelivered.getQueueArn())),
                Statements.allow(
                    List.of("kms:GenerateDataKey", "kms:Decrypt"),
                    List.of(keys.streams.getKeyArn()))))
        .build();
  }
}
