package io.eventlake.connector.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.config.ConfigException;
import io.eventlake.config.SegmentsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * A full export of the segment table to files in DynamoDB JSON: where its items are, and of what
 * time they are.
 */
public final class SegmentExport {

  private static final String MANIFEST = "manifest-summary.json";
  private static final String DATA = "data";

  private final String data;
  private final Instant time;

  private SegmentExport(String data, Instant time) {
    this.data = data;
    this.time = time;
  }

  /**
   * Finds the export that the options name.
   *
   * @throws ConfigException when its time is not known, or it is no full export in DynamoDB JSON
   */
  public static SegmentExport find(SegmentsOptions options) {
    String described = SegmentsOptions.EXPORT_PATH.key() + " = '" + options.exportPath + "'";
    Path root = new Path(options.exportPath);
    Path manifest = new Path(root, MANIFEST);
    try {
      FileSystem files = root.getFileSystem();
      if (files.exists(manifest)) {
        JsonNode summary = read(files, manifest);
        verify(summary, described);
        Instant time = options.exportTime == null ? time(summary, described) : options.exportTime;
        return new SegmentExport(new Path(root, DATA).toString(), time);
      }
    } catch (IOException e) {
      throw new ConfigException(described + " can not be read: " + e.getMessage(), e);
    }

    if (options.exportTime == null) {
      throw new ConfigException(
          described
              + " has no "
              + MANIFEST
              + " that tells its time: set "
              + SegmentsOptions.EXPORT_TIME.key());
    }

    return new SegmentExport(options.exportPath, options.exportTime);
  }

  /** Directory of the files of items. */
  public String data() {
    return data;
  }

  /** What the table was like then, is in the export. */
  public Instant time() {
    return time;
  }

  private static JsonNode read(FileSystem files, Path manifest) throws IOException {
    try (InputStream in = files.open(manifest)) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static void verify(JsonNode summary, String described) {
    boolean readable = summary.path("outputFormat").asText("DYNAMODB_JSON").equals("DYNAMODB_JSON");
    boolean full = summary.path("exportType").asText("FULL_EXPORT").equals("FULL_EXPORT");
    if (!readable || !full) {
      throw new ConfigException(described + " is no full export in the format DYNAMODB_JSON");
    }
  }

  private static Instant time(JsonNode summary, String described) {
    try {
      return Instant.parse(summary.path("exportTime").asText());
    } catch (DateTimeException e) {
      throw new ConfigException(described + " has a manifest without its exportTime", e);
    }
  }
}
