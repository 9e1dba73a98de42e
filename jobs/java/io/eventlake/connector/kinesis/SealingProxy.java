package io.eventlake.connector.kinesis;

import java.util.Map;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.GetRecordsResult;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.connectors.kinesis.proxy.GetShardListResult;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyInterface;

/** Seals the records that polling gets, see {@link SealedRecord}. */
final class SealingProxy implements KinesisProxyInterface {

  private final KinesisProxyInterface kinesis;

  SealingProxy(KinesisProxyInterface kinesis) {
    this.kinesis = kinesis;
  }

  @Override
  public GetRecordsResult getRecords(String iterator, int most) throws InterruptedException {
    GetRecordsResult result = kinesis.getRecords(iterator, most);
    result.getRecords().forEach(record -> record.setData(SealedRecord.of(record.getData())));
    return result;
  }

  @Override
  public String getShardIterator(StreamShardHandle shard, String type, Object marker)
      throws InterruptedException {
    return kinesis.getShardIterator(shard, type, marker);
  }

  @Override
  public GetShardListResult getShardList(Map<String, String> lastSeenShards)
      throws InterruptedException {
    return kinesis.getShardList(lastSeenShards);
  }
}
