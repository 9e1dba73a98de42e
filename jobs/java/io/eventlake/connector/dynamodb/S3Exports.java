package io.eventlake.connector.dynamodb;

import io.eventlake.connector.aws.AwsEndpoint;
import io.eventlake.connector.aws.AwsErrors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.Path;
import org.apache.iceberg.aws.AwsClientProperties;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.aws.s3.S3FileIOProperties;
import org.apache.iceberg.exceptions.NotFoundException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/**
 * Exports in a bucket of S3, where Flink has no file system for it. A file is read as Iceberg reads
 * one: a connection that breaks is taken up again where it broke.
 */
final class S3Exports extends ExportStore {

  private static final long serialVersionUID = 1L;

  private final Map<String, String> properties = new HashMap<>();
  private transient S3FileIO files;

  S3Exports(String region, String endpoint) {
    if (region != null) {
      properties.put(AwsClientProperties.CLIENT_REGION, region);
    }

    if (endpoint != null) {
      properties.put(S3FileIOProperties.ENDPOINT, endpoint);
      properties.put(S3FileIOProperties.PATH_STYLE_ACCESS, "true");
    }

    if (AwsEndpoint.isEmulator(endpoint)) {
      properties.put(S3FileIOProperties.ACCESS_KEY_ID, AwsEndpoint.EMULATOR_CREDENTIALS);
      properties.put(S3FileIOProperties.SECRET_ACCESS_KEY, AwsEndpoint.EMULATOR_CREDENTIALS);
    }
  }

  @Override
  InputStream open(Path file) throws IOException {
    try {
      InputStream in = files().newInputFile(file.toString()).newStream();
      return new TellingStream(in, file);
    } catch (SdkException e) {
      throw unreachable(file, e);
    }
  }

  @Override
  List<Path> folders(Path folder) throws IOException {
    String bucket = bucket(folder);
    return listed(
        folder,
        () ->
            files().client().listObjectsV2Paginator(request(folder)).commonPrefixes().stream()
                .map(prefix -> new Path("s3://" + bucket + "/" + withoutSlash(prefix.prefix())))
                .collect(Collectors.toList()));
  }

  @Override
  List<Path> files(Path folder) throws IOException {
    String bucket = bucket(folder);
    return listed(
        folder,
        () ->
            files().client().listObjectsV2Paginator(request(folder)).contents().stream()
                .filter(object -> !object.key().endsWith("/"))
                .map(object -> new Path("s3://" + bucket + "/" + object.key()))
                .collect(Collectors.toList()));
  }

  @Override
  boolean exists(Path folder) throws IOException {
    return listed(
                folder,
                () ->
                    files()
                        .client()
                        .listObjectsV2(request(folder).toBuilder().maxKeys(1).build())
                        .contents())
            .size()
        > 0;
  }

  private interface Listing<T> {
    List<T> get();
  }

  private static <T> List<T> listed(Path folder, Listing<T> listing) throws IOException {
    try {
      return listing.get();
    } catch (SdkException e) {
      throw unreachable(folder, e);
    }
  }

  private static ListObjectsV2Request request(Path folder) {
    String path = folder.toUri().getPath();
    String key = path.startsWith("/") ? path.substring(1) : path;
    return ListObjectsV2Request.builder()
        .bucket(bucket(folder))
        .prefix(key.isEmpty() ? "" : withoutSlash(key) + "/")
        .delimiter("/")
        .build();
  }

  private static String bucket(Path path) {
    return path.toUri().getAuthority();
  }

  private static String withoutSlash(String key) {
    return key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
  }

  private static IOException unreachable(Path path, SdkException e) {
    return new IOException(
        "S3 does not give "
            + path
            + ": "
            + AwsErrors.message(e)
            + "; allow the role s3:GetObject and s3:ListBucket, and kms:Decrypt of the bucket's key,"
            + " or check metrics.bucket and metrics.region",
        e);
  }

  private synchronized S3FileIO files() {
    if (files == null) {
      files = new S3FileIO();
      files.initialize(properties);
    }

    return files;
  }

  /** A stream that fails as others of Java do: that an object is not there is told on reading. */
  private static final class TellingStream extends InputStream {

    private final InputStream in;
    private final Path file;

    private TellingStream(InputStream in, Path file) {
      this.in = in;
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return in.read(bytes, from, length);
      } catch (NotFoundException e) {
        throw (IOException) new FileNotFoundException(file.toString()).initCause(e);
      } catch (SdkException e) {
        throw unreachable(file, e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
