package io.eventlake.connector.kinesis;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.core.SdkBytes;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.core.async.SdkPublisher;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.Record;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponse;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyAsyncV2Interface;

/** Seals the records that a fan-out consumer is given, see {@link SealedRecord}. */
final class SealingFanOutProxy implements KinesisProxyAsyncV2Interface {

  private final KinesisProxyAsyncV2Interface kinesis;

  SealingFanOutProxy(KinesisProxyAsyncV2Interface kinesis) {
    this.kinesis = kinesis;
  }

  @Override
  public CompletableFuture<Void> subscribeToShard(
      SubscribeToShardRequest request, SubscribeToShardResponseHandler handler) {
    return kinesis.subscribeToShard(request, new Sealing(handler));
  }

  @Override
  public void close() {
    kinesis.close();
  }

  private static final class Sealing implements SubscribeToShardResponseHandler {

    private final SubscribeToShardResponseHandler handler;

    private Sealing(SubscribeToShardResponseHandler handler) {
      this.handler = handler;
    }

    @Override
    public void responseReceived(SubscribeToShardResponse response) {
      handler.responseReceived(response);
    }

    @Override
    public void onEventStream(SdkPublisher<SubscribeToShardEventStream> events) {
      handler.onEventStream(events.map(Sealing::sealed));
    }

    @Override
    public void exceptionOccurred(Throwable error) {
      handler.exceptionOccurred(error);
    }

    @Override
    public void complete() {
      handler.complete();
    }

    private static SubscribeToShardEventStream sealed(SubscribeToShardEventStream event) {
      if (!(event instanceof SubscribeToShardEvent)) {
        return event;
      }

      SubscribeToShardEvent records = (SubscribeToShardEvent) event;
      return records.toBuilder()
          .records(records.records().stream().map(Sealing::sealed).collect(Collectors.toList()))
          .build();
    }

    private static Record sealed(Record record) {
      return record.toBuilder()
          .data(SdkBytes.fromByteBuffer(SealedRecord.of(record.data().asByteBuffer())))
          .build();
    }
  }
}
