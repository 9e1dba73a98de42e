package io.eventlake.serve.exports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.config.LakeOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Exports in a folder on S3: a record of each, and its file, which is fetched from there. */
final class S3Exports implements ExportStore {

  private static final Logger LOG = LoggerFactory.getLogger(S3Exports.class);

  private final ObjectMapper json = new ObjectMapper();
  private final S3Client client;
  private final S3Presigner presigner;
  private final String bucket;
  private final String folder;
  private final Path work;

  /**
   * @param folder of the bucket, without a slash at its end
   * @param work a folder of this machine that is this store's own
   */
  S3Exports(S3Client client, S3Presigner presigner, String bucket, String folder, Path work) {
    this.client = client;
    this.presigner = presigner;
    this.bucket = bucket;
    this.folder = folder;
    this.work = work;
  }

  /**
   * Opens one.
   *
   * @param place such as {@code s3://bucket/exports}
   * @param options whose region and endpoint are meant
   */
  static S3Exports open(String place, LakeOptions options) throws IOException {
    S3ClientBuilder client = S3Client.builder().forcePathStyle(options.s3PathStyle);
    S3Presigner.Builder presigner =
        S3Presigner.builder()
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(options.s3PathStyle).build());
    if (options.region != null) {
      client.region(Region.of(options.region));
      presigner.region(Region.of(options.region));
    }
    if (options.s3Endpoint != null) {
      client.endpointOverride(URI.create(options.s3Endpoint));
      presigner.endpointOverride(URI.create(options.s3Endpoint));
    }

    URI uri = URI.create(place);
    return new S3Exports(
        client.build(),
        presigner.build(),
        uri.getAuthority(),
        uri.getPath().replaceAll("^/+|/+$", ""),
        Files.createTempDirectory("eventlake-exports"));
  }

  @Override
  public List<Export> all() throws IOException {
    List<String> keys =
        told(
            () ->
                client
                    .listObjectsV2Paginator(
                        list -> list.bucket(bucket).prefix(folder + "/records/"))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList());
    List<Export> all = new ArrayList<>();
    for (String key : keys) {
      read(key).ifPresent(all::add);
    }

    all.sort(Comparator.comparing(Export::created).thenComparing(Export::id));
    return all;
  }

  @Override
  public Optional<Export> find(String id) throws IOException {
    return read(record(id));
  }

  private Optional<Export> read(String key) throws IOException {
    try {
      byte[] bytes =
          client.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArrayUnsafe();
      return Optional.of(json.readValue(bytes, Export.class));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void save(Export export) throws IOException {
    byte[] bytes = json.writeValueAsBytes(export);
    told(
        () ->
            client.putObject(
                put -> put.bucket(bucket).key(record(export.id())).contentType("application/json"),
                RequestBody.fromBytes(bytes)));
  }

  @Override
  public Path work(Export export) throws IOException {
    Path part = part(export);
    Files.deleteIfExists(part);
    return part;
  }

  @Override
  public void keep(Export export) throws IOException {
    Path part = part(export);
    told(
        () ->
            client.putObject(
                put -> put.bucket(bucket).key(file(export)), RequestBody.fromFile(part)));
    Files.deleteIfExists(part);
  }

  @Override
  public void removeFile(Export export) throws IOException {
    told(() -> client.deleteObject(delete -> delete.bucket(bucket).key(file(export))));
  }

  @Override
  public void remove(Export export) throws IOException {
    removeFile(export);
    told(() -> client.deleteObject(delete -> delete.bucket(bucket).key(record(export.id()))));
  }

  @Override
  public InputStream open(Export export) throws IOException {
    return told(() -> client.getObject(get -> get.bucket(bucket).key(file(export))));
  }

  @Override
  public Optional<String> link(Export export, Duration how) {
    return Optional.of(
        presigner
            .presignGetObject(
                link ->
                    link.signatureDuration(how)
                        .getObjectRequest(
                            get ->
                                get.bucket(bucket)
                                    .key(file(export))
                                    .responseContentDisposition("attachment")))
            .url()
            .toExternalForm());
  }

  private Path part(Export export) {
    return work.resolve(export.id() + ".part");
  }

  private String record(String id) {
    return folder + "/records/" + id + ".json";
  }

  private String file(Export export) {
    return folder + "/files/" + export.id() + "." + export.format().name().toLowerCase(Locale.ROOT);
  }

  /** What asks S3. */
  private interface Call<T> {
    T get();
  }

  private static <T> T told(Call<T> call) throws IOException {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    presigner.close();
    client.close();
    try {
      Files.deleteIfExists(work);
    } catch (IOException e) {
      LOG.debug("Something of an export that was ended is in {}", work, e);
    }
  }
}
