package io.eventlake.connector.kinesis;

import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.EFO_CONSUMER_NAME;
import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.RECORD_PUBLISHER_TYPE;
import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.SHARD_DISCOVERY_INTERVAL_MILLIS;
import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.SHARD_GETRECORDS_INTERVAL_MILLIS;
import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.SHARD_GETRECORDS_RETRIES;
import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.STREAM_INITIAL_POSITION;
import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.STREAM_INITIAL_TIMESTAMP;

import io.eventlake.config.SourceOptions;
import io.eventlake.connector.aws.AwsEndpoint;
import io.eventlake.event.RawRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Properties;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.kinesis.config.AWSConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.RecordPublisherType;

/**
 * Reads the records of a Kinesis stream, undecoded, KPL-aggregated ones taken apart.
 *
 * <p>The room's only way in: what changes when the newer generation of the connector is taken stays
 * behind it. That generation loses records at a restart on a shard split (FLINK-37627), so this one
 * is built on {@code FlinkKinesisConsumer}. Emits no watermarks.
 */
public final class KinesisSource {

  /** About ten seconds of GetRecords failing before the job restarts from its checkpoint. */
  private static final String READ_RETRIES = "12";

  private KinesisSource() {}

  /** Adds the source; the stream is looked at when it starts (see {@link StreamGuard}). */
  // SourceFunction goes with Flink 2; there is no other connector for this one that is safe.
  @SuppressWarnings("deprecation")
  public static SingleOutputStreamOperator<RawRecord> attach(
      StreamExecutionEnvironment env, SourceOptions options, String uid) {
    StreamName stream = StreamName.of(options);
    return env.addSource(new GuardedConsumer(stream, options))
        .uid(uid)
        .name("Kinesis stream " + stream.name());
  }

  static Properties properties(SourceOptions options, StreamName stream) {
    Properties properties = new Properties();
    properties.setProperty(AWSConfigConstants.AWS_REGION, stream.region());
    if (options.endpoint != null) {
      properties.setProperty(AWSConfigConstants.AWS_ENDPOINT, options.endpoint);
    }

    if (AwsEndpoint.isEmulator(options.endpoint)) {
      properties.setProperty(AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, "BASIC");
      properties.setProperty(
          AWSConfigConstants.AWS_ACCESS_KEY_ID, AwsEndpoint.EMULATOR_CREDENTIALS);
      properties.setProperty(
          AWSConfigConstants.AWS_SECRET_ACCESS_KEY, AwsEndpoint.EMULATOR_CREDENTIALS);
    }

    properties.setProperty(STREAM_INITIAL_POSITION, options.initialPosition.name());
    if (options.initialTimestamp != null) {
      properties.setProperty(STREAM_INITIAL_TIMESTAMP, seconds(options.initialTimestamp));
    }

    addReader(options, properties);
    return properties;
  }

  private static void addReader(SourceOptions options, Properties properties) {
    if (options.reader == SourceOptions.Reader.FAN_OUT) {
      properties.setProperty(RECORD_PUBLISHER_TYPE, RecordPublisherType.EFO.name());
      properties.setProperty(EFO_CONSUMER_NAME, options.consumerName);
    }

    properties.setProperty(
        SHARD_GETRECORDS_INTERVAL_MILLIS, Long.toString(options.pollInterval.toMillis()));
    properties.setProperty(SHARD_GETRECORDS_RETRIES, READ_RETRIES);
    properties.setProperty(
        SHARD_DISCOVERY_INTERVAL_MILLIS, Long.toString(options.shardDiscoveryInterval.toMillis()));
  }

  /** The connector's own notation of an instant that needs no date format: epoch seconds. */
  static String seconds(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), 3).toPlainString();
  }
}
