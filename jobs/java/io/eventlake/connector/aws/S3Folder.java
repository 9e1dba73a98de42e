package io.eventlake.connector.aws;

import com.google.common.io.ByteSource;
import io.eventlake.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Files in a folder of S3. One is there whole or not at all. */
public final class S3Folder implements AutoCloseable {

  private static final int IS_ANOTHER = 412;
  private static final int IS_BEING_WRITTEN = 409;
  private static final String BYTES = "application/octet-stream";

  private final String place;
  private final String bucket;

  /** What the keys of its files begin with: ends with a slash; empty for the whole bucket. */
  private final String prefix;

  private final S3Client client;

  /**
   * Asks for nothing yet.
   *
   * @param place s3://bucket/folder
   */
  public S3Folder(String place, S3Access access) {
    String[] parts = place.substring("s3://".length()).split("/+", 2);
    this.bucket = parts[0];
    this.prefix =
        parts.length == 1 || parts[1].isEmpty() ? "" : parts[1].replaceAll("/+$", "") + "/";
    this.place = ("s3://" + bucket + "/" + prefix).replaceAll("/$", "");
    this.client = client(access);
  }

  private static S3Client client(S3Access access) {
    S3ClientBuilder builder = S3Client.builder();
    if (access.region != null || access.endpoint != null) {
      String region = access.region == null ? "us-east-1" : access.region;
      AwsEndpoint.configure(builder, region, access.endpoint);
    }

    try {
      return builder
          .forcePathStyle(access.isPathStyle)
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .build();
    } catch (SdkException e) {
      throw new ConfigException("S3 needs a region: name one, or set AWS_REGION", e);
    }
  }

  /** All files below it, in the order of their names; where it is itself a file, that one. */
  public List<S3File> all() throws IOException {
    List<S3File> files = files(prefix, prefix.length());
    if (files.isEmpty() && !prefix.isEmpty()) {
      String key = prefix.substring(0, prefix.length() - 1);
      return files(key, key.lastIndexOf('/') + 1).stream()
          .filter(file -> file.key.equals(key))
          .collect(Collectors.toList());
    }

    return files;
  }

  /** Names of the folders in it, sorted. */
  public List<String> folders() throws IOException {
    return listed(
        () ->
            client
                .listObjectsV2Paginator(request(prefix).delimiter("/").build())
                .commonPrefixes()
                .stream()
                .map(CommonPrefix::prefix)
                .map(key -> key.substring(prefix.length(), key.length() - 1))
                .sorted());
  }

  /** The files of which the names begin so, sorted. */
  public List<S3File> beginningWith(String start) throws IOException {
    return files(prefix + start, prefix.length());
  }

  private List<S3File> files(String start, int from) throws IOException {
    return listed(
        () ->
            client.listObjectsV2Paginator(request(start).build()).contents().stream()
                .filter(object -> !object.key().endsWith("/"))
                .map(object -> file(object, from))
                .sorted(Comparator.comparing(file -> file.name)));
  }

  private S3File file(S3Object object, int from) {
    String key = object.key();
    return new S3File(key.substring(from), key, "s3://" + bucket + "/" + key, object.eTag());
  }

  private ListObjectsV2Request.Builder request(String start) {
    return ListObjectsV2Request.builder().bucket(bucket).prefix(start);
  }

  private interface Listing<T> {
    Stream<T> of();
  }

  private <T> List<T> listed(Listing<T> listing) throws IOException {
    try {
      return listing.of().collect(Collectors.toList());
    } catch (SdkException e) {
      throw refused("does not list " + place, "s3:ListBucket", e);
    }
  }

  /** Copies one, as it was listed, to a path where nothing is. */
  public void copy(S3File file, Path to) throws IOException {
    try {
      client.getObject(get(file.key).toBuilder().ifMatch(file.etag).build(), to);
    } catch (SdkException e) {
      throw cannotRead(file.key, e);
    }
  }

  /** What one has, asked for each time that it is opened. */
  public ByteSource content(S3File file) {
    return content(file.key);
  }

  private ByteSource content(String key) {
    return new ByteSource() {
      @Override
      public InputStream openStream() throws IOException {
        try {
          return client.getObject(get(key));
        } catch (SdkException e) {
          throw cannotRead(key, e);
        }
      }
    };
  }

  private GetObjectRequest get(String key) {
    return GetObjectRequest.builder().bucket(bucket).key(key).build();
  }

  /**
   * Writes a file that is not there yet, or in place of a content that is known.
   *
   * @param known ETag of that; null for none
   * @return its ETag; null where somebody else has written it meanwhile, and nothing was written
   */
  public String write(String name, ByteSource bytes, String known) throws IOException {
    String key = prefix + name;
    PutObjectRequest.Builder put = PutObjectRequest.builder().bucket(bucket).key(key);
    try {
      PutObjectResponse written =
          client.putObject(
              (known == null ? put.ifNoneMatch("*") : put.ifMatch(known)).build(),
              RequestBody.fromContentProvider(() -> opened(bytes), bytes.size(), BYTES));
      return written.eTag();
    } catch (SdkException e) {
      if (!isTaken(e)) {
        throw refused("does not take s3://" + bucket + "/" + key, "s3:PutObject", e);
      }

      // Where the answer to an attempt was lost, it is there as it should be.
      return bytes.contentEquals(content(key)) ? etag(name) : null;
    }
  }

  private String etag(String name) throws IOException {
    return beginningWith(name).get(0).etag;
  }

  private static boolean isTaken(SdkException e) {
    int status = e instanceof S3Exception ? ((S3Exception) e).statusCode() : 0;
    return status == IS_ANOTHER || status == IS_BEING_WRITTEN;
  }

  private static InputStream opened(ByteSource bytes) {
    try {
      return bytes.openStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IOException cannotRead(String key, SdkException e) {
    return refused("does not give s3://" + bucket + "/" + key, "s3:GetObject", e);
  }

  private static IOException refused(String what, String action, SdkException e) {
    return new IOException(
        "S3 "
            + what
            + ": "
            + AwsErrors.message(e)
            + "; allow "
            + action
            + ", and the use of the bucket's key where it has one, or check the place and the region",
        e);
  }

  @Override
  public void close() {
    client.close();
  }
}
