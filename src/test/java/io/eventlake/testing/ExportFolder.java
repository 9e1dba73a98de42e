package io.eventlake.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** An export as DynamoDB writes it into a bucket's folder: data files, manifests and their MD5s. */
public final class ExportFolder {

  public static final String ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/segments";

  private static final String ID = "01693685827463-2d8752fd";

  private static final Instant TIME = Instant.parse("2026-06-01T00:00:00Z");

  private final Path above;
  private final String id;
  private final Instant from;
  private final Instant time;
  private final List<String> manifest = new ArrayList<>();
  private String arn = ARN;
  private int items;

  private ExportFolder(Path bucket, String id, Instant from, Instant time) {
    this.above = bucket.resolve("prefix").resolve("AWSDynamoDB");
    this.id = id;
    this.from = from;
    this.time = time;
    create(folder());
    write(folder().resolve("_started"), new byte[0]);
  }

  /** A full export that has begun. */
  public static ExportFolder full(Path bucket) {
    return full(bucket, ID, TIME);
  }

  /** A full export of that id, of the items as they were then, that has begun. */
  public static ExportFolder full(Path bucket, String id, Instant time) {
    return new ExportFolder(bucket, id, null, time);
  }

  /** An incremental export that has begun. */
  public static ExportFolder incremental(Path bucket) {
    return incremental(bucket, ID, TIME.minus(Duration.ofDays(1)), TIME);
  }

  /** An incremental export of that id and window that has begun. */
  public static ExportFolder incremental(Path bucket, String id, Instant from, Instant to) {
    return new ExportFolder(bucket, id, from, to);
  }

  /** Of another table. */
  public ExportFolder of(String tableArn) {
    arn = tableArn;
    return this;
  }

  /** What {@code segments.export-path} names. */
  public Path folder() {
    return above.resolve(id);
  }

  /** Where its data files are. */
  public Path data() {
    return from != null ? above.resolve("data") : folder().resolve("data");
  }

  /** Writes a data file with these lines, and its line of the manifest. */
  public ExportFolder file(String name, List<String> lines) {
    return file(name, lines, lines.size());
  }

  /** Writes a data file whose line of the manifest says another number of lines. */
  public ExportFolder file(String name, List<String> lines, int told) {
    byte[] packed = packed(lines);
    create(data());
    write(data().resolve(name), packed);
    String parent = from != null ? "prefix/AWSDynamoDB" : "prefix/AWSDynamoDB/" + id;
    manifest.add(
        "{\"itemCount\":%d,\"md5Checksum\":\"%s\",\"etag\":\"e\",\"dataFileS3Key\":\"%s/data/%s\"}"
            .formatted(told, md5(packed), parent, name));
    items += told;
    return this;
  }

  /** Completes the export. */
  public ExportFolder complete() {
    return complete("DYNAMODB_JSON", items);
  }

  /** Completes the export with what its summary says of it. */
  public ExportFolder complete(String format, int itemCount) {
    write("manifest-files", String.join("\n", manifest) + "\n");
    String times =
        from != null
            ? "\"exportFromTime\":\"%s\",\"exportToTime\":\"%s\",".formatted(from, time)
                + "\"exportType\":\"INCREMENTAL_EXPORT\",\"outputView\":\"NEW_AND_OLD_IMAGES\","
            : "\"exportTime\":\"%s\",".formatted(time);
    write(
        "manifest-summary",
        ("{\"version\":\"2020-06-30\",\"exportArn\":\"%s/export/%s\",\"tableArn\":\"%s\",%s\"s3Bucket\":\"b\",\"s3Prefix\":\"prefix\","
                + "\"manifestFilesS3Key\":\"prefix/AWSDynamoDB/%s/manifest-files.json\","
                + "\"itemCount\":%d,\"outputFormat\":\"%s\"}")
            .formatted(arn, id, arn, times, id, itemCount, format));
    return this;
  }

  private void write(String name, String json) {
    byte[] bytes = json.getBytes(UTF_8);
    write(folder().resolve(name + ".json"), bytes);
    write(folder().resolve(name + ".md5"), md5(bytes).getBytes(UTF_8));
  }

  private static byte[] packed(List<String> lines) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (String line : lines) {
        out.write((line + "\n").getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return packed.toByteArray();
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void create(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
