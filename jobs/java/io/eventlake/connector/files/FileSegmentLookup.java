package io.eventlake.connector.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.config.ConfigException;
import io.eventlake.operator.segment.SegmentLookup;
import io.eventlake.operator.segment.SegmentMembership;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the segments of an NDJSON file, whose lines have the attributes of the DynamoDB table's
 * items; it is read once, at open, and must fit into memory. A malformed line is left out and
 * counted.
 */
public final class FileSegmentLookup implements SegmentLookup {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(FileSegmentLookup.class);

  private final String path;

  private transient Map<String, List<SegmentMembership>> byUser;
  private transient long malformedLines;

  /**
   * @throws ConfigException when there is no such file
   */
  public FileSegmentLookup(String path) {
    this.path = path;
    Path file = new Path(path);
    try {
      if (!file.getFileSystem().exists(file)) {
        throw new ConfigException("segments.path = '" + path + "' does not exist");
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public void open() {
    byUser = new HashMap<>();
    malformedLines = 0;
    ObjectMapper mapper = new ObjectMapper();
    Path file = new Path(path);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(file.getFileSystem().open(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          add(mapper, line);
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }

    if (malformedLines > 0) {
      LOG.warn("{} lines of {} are no segments and were left out", malformedLines, path);
    }
  }

  @Override
  public CompletableFuture<List<SegmentMembership>> memberships(String userIdHash) {
    return CompletableFuture.completedFuture(
        byUser.getOrDefault(userIdHash, Collections.emptyList()));
  }

  @Override
  public void close() {
    byUser = null;
  }

  /** Lines left out at open. */
  long malformedLines() {
    return malformedLines;
  }

  private void add(ObjectMapper mapper, String line) {
    try {
      JsonNode item = mapper.readTree(line);
      String user = text(item, "user_id_hash");
      if (user == null) {
        throw new IllegalArgumentException("user_id_hash is missing");
      }

      SegmentMembership membership =
          SegmentMembership.parse(
              text(item, "segment_key"), text(item, "valid_from"), text(item, "valid_to"));
      byUser.computeIfAbsent(user, key -> new ArrayList<>()).add(membership);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      malformedLines++;
    }
  }

  private static String text(JsonNode item, String attribute) {
    JsonNode value = item.path(attribute);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }

    if (!value.isTextual() && !value.isNumber()) {
      throw new IllegalArgumentException(attribute + " is neither text nor a number");
    }

    return value.asText();
  }

  private ConfigException unreadable(IOException e) {
    return new ConfigException(
        "segments.path = '" + path + "' can not be read: " + e.getMessage(), e);
  }
}
