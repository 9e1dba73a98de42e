package io.eventlake.connector.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes an export as DynamoDB does (design: facts and metrics, section 2): first a mark that it
 * has begun, then data files, at last the manifests with their checksums. Files of a full export
 * are in its folder, those of incremental ones in a folder that all of the prefix share.
 */
public final class ExportWriter {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BUFFER = 1 << 16;

  private final Bucket bucket;
  private final String tableArn;
  private final String prefix;
  private final String id;
  private final Instant from;
  private final Instant to;
  private final StringBuilder manifest = new StringBuilder();
  private int files;
  private long items;
  private long bytes;

  /**
   * Begins an export.
   *
   * @param prefix may be empty
   * @param id what DynamoDB calls it
   * @param from start of the window; null for a full export
   * @param to its end; of a full export its time
   */
  public ExportWriter(
      Bucket bucket, String tableArn, String prefix, String id, Instant from, Instant to) {
    this.bucket = bucket;
    this.tableArn = tableArn;
    this.prefix = prefix;
    this.id = id;
    this.from = from;
    this.to = to;
    write(folder() + "/_started", new byte[0]);
  }

  /** Its folder from the bucket's root. */
  public String folder() {
    return above() + "/" + id;
  }

  /** Bytes of all lines so far, unpacked. */
  public long bytes() {
    return bytes;
  }

  /** Lines of all files so far. */
  public long items() {
    return items;
  }

  /**
   * Writes a data file.
   *
   * @param lines each without its end
   */
  public void file(Iterator<byte[]> lines) {
    String key = (from == null ? folder() : above()) + "/data/" + name();
    MessageDigest md5 = md5();
    long count = 0;
    try (OutputStream out =
        new GZIPOutputStream(
            new DigestOutputStream(new BufferedOutputStream(bucket.create(key), BUFFER), md5),
            BUFFER)) {
      while (lines.hasNext()) {
        byte[] line = lines.next();
        out.write(line);
        out.write('\n');
        count++;
        bytes += line.length + 1;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the export cannot be written", e);
    }

    files++;
    items += count;
    String sum = Base64.getEncoder().encodeToString(md5.digest());
    ObjectNode line = JSON.createObjectNode();
    line.put("itemCount", count).put("md5Checksum", sum).put("etag", sum + "-1");
    line.put("dataFileS3Key", key);
    manifest.append(line).append('\n');
  }

  /** Writes the manifests: from now on the export is whole. */
  public void complete() {
    checked("manifest-files", manifest.toString());
    ObjectNode summary = JSON.createObjectNode();
    summary.put("version", "2023-08-01").put("exportArn", tableArn + "/export/" + id);
    summary.put("startTime", to.toString()).put("endTime", to.toString());
    summary.put("tableArn", tableArn).put("tableId", "00000000-0000-0000-0000-000000000000");
    if (from == null) {
      summary.put("exportTime", to.toString());
    } else {
      summary.put("exportFromTime", from.toString()).put("exportToTime", to.toString());
      summary.put("outputView", "NEW_IMAGE").put("exportType", "INCREMENTAL_EXPORT");
    }

    summary.put("s3Bucket", "exports").put("s3Prefix", prefix).put("s3SseAlgorithm", "AES256");
    summary.putNull("s3SseKmsKeyId");
    summary.put("manifestFilesS3Key", folder() + "/manifest-files.json");
    summary.put("billedSizeBytes", bytes).put("itemCount", items);
    summary.put("outputFormat", "DYNAMODB_JSON");
    checked("manifest-summary", summary.toString());
  }

  private String above() {
    return prefix.isEmpty() ? "AWSDynamoDB" : prefix + "/AWSDynamoDB";
  }

  private String name() {
    return String.format(Locale.ROOT, "%s-%05d.json.gz", id.substring(id.length() - 8), files);
  }

  /** The sum before what it is of, so that who finds the manifest finds both. */
  private void checked(String name, String text) {
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    String sum = Base64.getEncoder().encodeToString(md5().digest(json));
    write(folder() + "/" + name + ".md5", sum.getBytes(StandardCharsets.US_ASCII));
    write(folder() + "/" + name + ".json", json);
  }

  private void write(String key, byte[] object) {
    try (OutputStream out = bucket.create(key)) {
      out.write(object);
    } catch (IOException e) {
      throw new UncheckedIOException("the export cannot be written", e);
    }
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
