package io.eventlake.connector.kinesis;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.aws.AwsEndpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Puts records into a stream in batches; what Kinesis did not take of one is put again, more and
 * more slowly. Records that were put again may come after later ones. For one thread.
 */
public final class StreamProducer implements AutoCloseable {

  /** Largest record; larger ones are not sent. */
  public static final int MAX_RECORD_BYTES = 1 << 20;

  /** Limits of one PutRecords call. */
  private static final int BATCH_RECORDS = 500;

  private static final int BATCH_BYTES = 5 << 20;

  private static final int ATTEMPTS = 10;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final KinesisClient client;
  private final String stream;
  private final String place;
  private final PartitionKey keys;
  private final Pause pause;
  private List<PutRecordsRequestEntry> batch = new ArrayList<>();
  private int batchBytes;
  private long sent;
  private long repeated;
  private long tooLarge;

  /**
   * @param endpoint in place of the region's, or null
   * @param keys JSON pointers of what an event's partition key is taken from, the first that it has
   */
  public StreamProducer(String stream, String region, String endpoint, List<String> keys) {
    this(stream, region, endpoint, keys, TimeUnit.MILLISECONDS::sleep);
  }

  StreamProducer(String stream, String region, String endpoint, List<String> keys, Pause pause) {
    this.stream = stream;
    this.pause = pause;
    this.keys = new PartitionKey(keys);
    this.place = KinesisStreams.place(region, endpoint);
    this.client =
        AwsEndpoint.configure(KinesisClient.builder(), region, endpoint)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /**
   * Adds a record, and sends the batch when it is full.
   *
   * @throws IOException when Kinesis does not take records, with the number of those it has
   */
  public void put(byte[] record) throws IOException {
    String partitionKey = keys.of(record);
    int bytes = record.length + SdkBytes.fromUtf8String(partitionKey).asByteArrayUnsafe().length;
    if (bytes > MAX_RECORD_BYTES) {
      tooLarge++;
      return;
    }

    if (batch.size() == BATCH_RECORDS || batchBytes + bytes > BATCH_BYTES) {
      flush();
    }

    batch.add(
        PutRecordsRequestEntry.builder()
            .partitionKey(partitionKey)
            .data(SdkBytes.fromByteArray(record))
            .build());
    batchBytes += bytes;
  }

  /**
   * Sends what is held back.
   *
   * @throws IOException when Kinesis does not take records, with the number of those it has
   * @throws ConfigException when there is no such stream
   */
  public void flush() throws IOException {
    List<PutRecordsRequestEntry> waiting = batch;
    batch = new ArrayList<>();
    batchBytes = 0;
    String reason = "";
    for (int attempt = 0; attempt < ATTEMPTS && !waiting.isEmpty(); attempt++) {
      if (attempt > 0) {
        repeated += waiting.size();
        waitBefore(attempt);
      }

      List<PutRecordsRequestEntry> records = waiting;
      PutRecordsResponse response = send(records);
      waiting = failed(records, response);
      sent += records.size() - waiting.size();
      reason = waiting.isEmpty() ? reason : firstError(response);
    }

    if (!waiting.isEmpty()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "The stream '%s' did not take %d of its records after %d attempts (%s): put fewer, or"
                  + " give it more shards%s",
              stream,
              waiting.size(),
              ATTEMPTS,
              reason,
              soFar()));
    }
  }

  /** Records that the stream has. */
  public long sent() {
    return sent;
  }

  /** Times that a record was put again. */
  public long repeated() {
    return repeated;
  }

  /** Records that were left out because no stream takes one so large. */
  public long tooLarge() {
    return tooLarge;
  }

  /** Gives up what was not flushed. */
  @Override
  public void close() {
    client.close();
  }

  private PutRecordsResponse send(List<PutRecordsRequestEntry> records) throws IOException {
    try {
      return client.putRecords(request -> request.streamName(stream).records(records));
    } catch (ResourceNotFoundException e) {
      throw new ConfigException(
          "The stream '" + stream + "' does not exist in " + place + ": create it first" + soFar(),
          e);
    } catch (SdkServiceException e) {
      throw new NotPutException(
          String.format(
              Locale.ROOT,
              "The stream '%s' refused %d records in %s (%s): check the region, the endpoint and"
                  + " what the credentials allow%s",
              stream,
              records.size(),
              place,
              e.getMessage(),
              soFar()),
          e);
    } catch (SdkClientException e) {
      throw new NotPutException(
          String.format(
              Locale.ROOT,
              "The stream '%s' cannot be reached in %s (%s): check the region, the endpoint and the"
                  + " credentials; whether it has taken the last %d records is not known%s",
              stream,
              place,
              e.getMessage(),
              records.size(),
              soFar()),
          e);
    }
  }

  private String soFar() {
    return sent == 0 ? "; none was put before" : "; it has the " + sent + " that were put before";
  }

  private static List<PutRecordsRequestEntry> failed(
      List<PutRecordsRequestEntry> records, PutRecordsResponse response) {
    List<PutRecordsRequestEntry> failed = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (response.records().get(i).errorCode() != null) {
        failed.add(records.get(i));
      }
    }

    return failed;
  }

  private static String firstError(PutRecordsResponse response) {
    return response.records().stream()
        .filter(record -> record.errorCode() != null)
        .map(record -> record.errorCode())
        .findFirst()
        .orElseThrow();
  }

  private void waitBefore(int attempt) throws IOException {
    try {
      pause.ofMillis(Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << (attempt - 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted between two attempts", e);
    }
  }

  /** Passes the time between two attempts. */
  @FunctionalInterface
  interface Pause {
    void ofMillis(long millis) throws InterruptedException;
  }
}
