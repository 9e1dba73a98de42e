package io.eventlake.bench.kinesis.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;

/** The calls of the Kinesis API with which a stream is read, as the connector makes them. */
final class ReplayCalls {

  private static final BigInteger HASH_KEYS = BigInteger.ONE.shiftLeft(128);
  private static final int RETENTION_HOURS = 24;
  private static final int MOST_RECORDS = 10_000;

  private final String stream;
  private final long createdMillis;
  private final List<ReplayReader> shards;

  ReplayCalls(String stream, long createdMillis, List<ReplayReader> shards) {
    this.stream = stream;
    this.createdMillis = createdMillis;
    this.shards = List.copyOf(shards);
  }

  /** Writes the fields of the answer. */
  void answer(String call, JsonNode request, CBORGenerator out) throws IOException, RefusedCall {
    switch (call) {
      case "DescribeStreamSummary":
        out.writeObjectFieldStart("StreamDescriptionSummary");
        describe(request, out);
        out.writeNumberField("OpenShardCount", shards.size());
        out.writeNumberField("ConsumerCount", 0);
        out.writeEndObject();
        break;
      case "DescribeStream":
        out.writeObjectFieldStart("StreamDescription");
        describe(request, out);
        writeShards(request, out);
        out.writeBooleanField("HasMoreShards", false);
        out.writeEndObject();
        break;
      case "ListShards":
        checkName(request);
        writeShards(request, out);
        break;
      case "GetShardIterator":
        checkName(request);
        ReplayReader shard = shard(request.path("ShardId").asText());
        out.writeStringField("ShardIterator", shard.iterator(position(shard, request)));
        break;
      case "GetRecords":
        getRecords(request, out);
        break;
      default:
        throw new RefusedCall("InvalidArgumentException", call + " is not known here");
    }
  }

  private void describe(JsonNode request, CBORGenerator out) throws IOException, RefusedCall {
    checkName(request);
    out.writeStringField("StreamName", stream);
    out.writeStringField("StreamARN", "arn:aws:kinesis:us-east-1:000000000000:stream/" + stream);
    out.writeStringField("StreamStatus", "ACTIVE");
    out.writeNumberField("RetentionPeriodHours", RETENTION_HOURS);
    Cbor.writeMillis(out, "StreamCreationTimestamp", createdMillis);
    out.writeArrayFieldStart("EnhancedMonitoring");
    out.writeEndArray();
    out.writeStringField("EncryptionType", "NONE");
  }

  private void writeShards(JsonNode request, JsonGenerator out) throws IOException {
    String after = request.path("ExclusiveStartShardId").asText();
    BigInteger width = HASH_KEYS.divide(BigInteger.valueOf(shards.size()));
    out.writeArrayFieldStart("Shards");
    for (int i = 0; i < shards.size(); i++) {
      if (shards.get(i).shardId().compareTo(after) > 0) {
        BigInteger start = width.multiply(BigInteger.valueOf(i));
        BigInteger end = i + 1 < shards.size() ? start.add(width) : HASH_KEYS;
        writeShard(shards.get(i), start, end.subtract(BigInteger.ONE), out);
      }
    }

    out.writeEndArray();
  }

  private static void writeShard(
      ReplayReader shard, BigInteger startKey, BigInteger endKey, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("ShardId", shard.shardId());
    out.writeObjectFieldStart("HashKeyRange");
    out.writeStringField("StartingHashKey", startKey.toString());
    out.writeStringField("EndingHashKey", endKey.toString());
    out.writeEndObject();
    out.writeObjectFieldStart("SequenceNumberRange");
    out.writeStringField("StartingSequenceNumber", ReplayReader.sequenceNumber(0));
    out.writeEndObject();
    out.writeEndObject();
  }

  private static int position(ReplayReader shard, JsonNode request) throws RefusedCall {
    String type = request.path("ShardIteratorType").asText();
    String sequenceNumber = request.path("StartingSequenceNumber").asText();
    switch (type) {
      case "TRIM_HORIZON":
        return 0;
      case "LATEST":
        return shard.arrived();
      case "AT_TIMESTAMP":
        return shard.firstAt(request.path("Timestamp").asLong());
      case "AT_SEQUENCE_NUMBER":
        return ReplayReader.record(sequenceNumber);
      case "AFTER_SEQUENCE_NUMBER":
        return ReplayReader.record(sequenceNumber) + 1;
      default:
        throw new RefusedCall("InvalidArgumentException", "no such iterator type: " + type);
    }
  }

  private void getRecords(JsonNode request, CBORGenerator out) throws IOException, RefusedCall {
    String[] iterator = request.path("ShardIterator").asText().split(":", 2);
    int limit = Math.min(MOST_RECORDS, request.path("Limit").asInt(MOST_RECORDS));
    shard(iterator[0]).getRecords(Integer.parseInt(iterator[1]), limit, out);
  }

  private void checkName(JsonNode request) throws RefusedCall {
    // The later pages of ListShards name a token instead; there is one page here.
    if (!request.path("StreamName").asText().equals(stream)) {
      throw new RefusedCall("ResourceNotFoundException", "Only " + stream + " is here");
    }
  }

  private ReplayReader shard(String id) throws RefusedCall {
    for (ReplayReader shard : shards) {
      if (shard.shardId().equals(id)) {
        return shard;
      }
    }

    throw new RefusedCall("ResourceNotFoundException", "There is no shard " + id);
  }
}
