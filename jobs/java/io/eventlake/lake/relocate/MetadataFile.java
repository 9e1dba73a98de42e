package io.eventlake.lake.relocate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.JsonNode;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.node.ArrayNode;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.node.TextNode;
import org.apache.iceberg.util.JsonUtil;

/** A table's metadata as the JSON that it is, in which paths can be replaced wherever they are. */
final class MetadataFile {

  private final JsonNode json;

  private MetadataFile(JsonNode json) {
    this.json = json;
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read or is no JSON
   */
  static MetadataFile read(InputFile file) throws IOException {
    try (InputStream in = file.newStream()) {
      return new MetadataFile(JsonUtil.mapper().readTree(in));
    }
  }

  int formatVersion() {
    return json.path("format-version").asInt();
  }

  /** The table's folder. */
  String location() {
    return json.path("location").asText();
  }

  /** The list of manifests of each snapshot. */
  List<String> manifestLists() {
    return texts("snapshots", "manifest-list");
  }

  /** The files of metadata before it. */
  List<String> log() {
    return texts("metadata-log", "metadata-file");
  }

  /** The same with all paths of the table as they are in its new place. */
  byte[] relocated(TablePaths paths) {
    JsonNode copy = json.deepCopy();
    replace(copy, paths);
    return copy.toString().getBytes(StandardCharsets.UTF_8);
  }

  private List<String> texts(String array, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : json.path(array)) {
      if (element.hasNonNull(field)) {
        texts.add(element.get(field).asText());
      }
    }

    return texts;
  }

  private static void replace(JsonNode node, TablePaths paths) {
    if (node instanceof ObjectNode) {
      ((ObjectNode) node)
          .properties()
          .forEach(field -> field.setValue(replaced(field.getValue(), paths)));
    } else if (node instanceof ArrayNode) {
      ArrayNode array = (ArrayNode) node;
      for (int i = 0; i < array.size(); i++) {
        array.set(i, replaced(array.get(i), paths));
      }
    }
  }

  private static JsonNode replaced(JsonNode value, TablePaths paths) {
    if (value.isTextual()) {
      return TextNode.valueOf(paths.find(value.asText()).orElse(value.asText()));
    }

    replace(value, paths);
    return value;
  }
}
