package io.eventlake.connector.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.config.ConfigException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.Path;

/**
 * The two manifests in the folder of an export: {@code manifest-summary.json} and {@code
 * manifest-files.json}, each with its MD5 beside it where it was copied, too.
 */
final class ExportManifest {

  private static final String SUMMARY = "manifest-summary";
  private static final String FILES = "manifest-files";
  private static final ObjectMapper JSON = new ObjectMapper();

  final JsonNode summary;
  final List<ExportFile> files = new ArrayList<>();

  private final ExportStore store;
  private final Path root;
  private final String described;

  private ExportManifest(ExportStore store, Path root, String described) throws IOException {
    this.store = store;
    this.root = root;
    this.described = described;
    this.summary = readSummary();
  }

  /**
   * @param described the folder in messages, with its option
   * @throws ConfigException when it is not the folder of a completed export
   */
  static ExportManifest read(ExportStore store, Path root, String described) {
    try {
      ExportManifest manifest = new ExportManifest(store, root, described);
      manifest.requireDynamoDbJson();
      manifest.readFiles();
      return manifest;
    } catch (IOException e) {
      throw new ConfigException(described + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A time of the summary. */
  Instant time(String name) {
    try {
      return Instant.parse(summary.path(name).asText());
    } catch (DateTimeException e) {
      throw wrong(SUMMARY, "has no " + name, e);
    }
  }

  /** What tells the export from all others: the last part of its ARN, or of its folder. */
  String id() {
    String arn = summary.path("exportArn").asText("");
    return arn.isEmpty() ? root.getName() : arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** A text of the summary. */
  String text(String name) {
    String text = summary.path(name).asText("");
    if (text.isEmpty()) {
      throw wrong(SUMMARY, "has no " + name, null);
    }

    return text;
  }

  private JsonNode readSummary() throws IOException {
    byte[] bytes = bytes(SUMMARY + ".json");
    if (bytes == null) {
      boolean begun = bytes("_started") != null;
      throw new ConfigException(
          described
              + (begun
                  ? " is an export that has only begun: wait until it is COMPLETED"
                  : " has no manifest-summary.json: name the folder of one export,"
                      + " .../AWSDynamoDB/ID"));
    }

    verify(SUMMARY, bytes);
    return parse(SUMMARY, bytes);
  }

  /** ION is another format. */
  private void requireDynamoDbJson() {
    String format = text("outputFormat");
    if (!format.equals("DYNAMODB_JSON")) {
      throw new ConfigException(
          described
              + " is an export in the format "
              + format
              + ": export the table in the format DYNAMODB_JSON");
    }
  }

  private void readFiles() throws IOException {
    byte[] bytes = bytes(FILES + ".json");
    if (bytes == null) {
      throw new ConfigException(described + " has no " + FILES + ".json: copy the whole export");
    }

    verify(FILES, bytes);
    long items = 0;
    Set<Path> named = new HashSet<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      if (!line.isBlank()) {
        ExportFile file = file(parse(FILES, line.getBytes(StandardCharsets.UTF_8)));
        if (!named.add(file.path())) {
          throw wrong(FILES, "names " + file.path() + " twice", null);
        }

        items += file.items();
        files.add(file);
      }
    }

    JsonNode expected = summary.path("itemCount");
    if (!expected.isIntegralNumber() || expected.asLong() != items) {
      throw wrong(
          FILES, "names files of " + items + " items, the summary says " + expected.asText(), null);
    }
  }

  private ExportFile file(JsonNode line) {
    String key = line.path("dataFileS3Key").asText("");
    String md5 = line.path("md5Checksum").asText("");
    JsonNode items = line.path("itemCount");
    if (key.isEmpty() || md5.isEmpty() || !items.isIntegralNumber() || items.asLong() < 0) {
      throw wrong(FILES, "has a line without dataFileS3Key, md5Checksum or itemCount", null);
    }

    return new ExportFile(store, path(key), items.asLong(), md5);
  }

  /**
   * Keys are from the bucket's root; the export may lie elsewhere now. Files of a full export are
   * in its folder, those of incremental ones in a folder beside it.
   */
  private Path path(String key) {
    String manifest = text("manifestFilesS3Key");
    String folder = manifest.substring(0, Math.max(0, manifest.lastIndexOf('/')));
    String above = folder.substring(0, folder.lastIndexOf('/') + 1);
    if (!key.contains("..") && !folder.isEmpty()) {
      if (key.startsWith(folder + "/")) {
        return new Path(root, key.substring(folder.length() + 1));
      } else if (key.startsWith(above + "data/")) {
        return new Path(root.getParent(), key.substring(above.length()));
      }
    }

    throw wrong(FILES, "names a file of another place, " + key, null);
  }

  private void verify(String manifest, byte[] bytes) throws IOException {
    byte[] checksum = bytes(manifest + ".md5");
    String found = Base64.getEncoder().encodeToString(ExportLines.md5().digest(bytes));
    if (checksum != null && !new String(checksum, StandardCharsets.US_ASCII).trim().equals(found)) {
      throw wrong(manifest, "is not what its MD5 says: copy it again", null);
    }
  }

  private JsonNode parse(String manifest, byte[] json) throws IOException {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw wrong(manifest, "is cut or no JSON: copy it again", e);
    }
  }

  /** A file of the folder; null where there is none. */
  private byte[] bytes(String name) throws IOException {
    try (InputStream in = store.open(new Path(root, name))) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  private ConfigException wrong(String manifest, String what, Exception cause) {
    String message = described + " is no whole export: its " + manifest + ".json " + what;
    return cause == null ? new ConfigException(message) : new ConfigException(message, cause);
  }
}
