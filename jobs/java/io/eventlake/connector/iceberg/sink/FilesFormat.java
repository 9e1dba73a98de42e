package io.eventlake.connector.iceberg.sink;

import java.util.Map;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.io.WriteResult;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.JsonNode;
import org.apache.iceberg.util.JsonUtil;

/**
 * Written files as text, in Iceberg's own JSON of content files: unlike Java serialization it does
 * not change with the library's classes, so a savepoint can be restored by a newer release.
 */
final class FilesFormat {

  private static final String DATA = "data-files";
  private static final String DELETES = "delete-files";

  private FilesFormat() {}

  static String write(WriteResult result, Map<Integer, PartitionSpec> specs) {
    return JsonUtil.generate(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart(DATA);
          for (DataFile file : result.dataFiles()) {
            ContentFileParser.toJson(file, specs.get(file.specId()), json);
          }

          json.writeEndArray();
          json.writeArrayFieldStart(DELETES);
          for (DeleteFile file : result.deleteFiles()) {
            ContentFileParser.toJson(file, specs.get(file.specId()), json);
          }

          json.writeEndArray();
          json.writeEndObject();
        },
        false);
  }

  static WriteResult read(String text, Map<Integer, PartitionSpec> specs) {
    return JsonUtil.parse(text, json -> read(json, specs));
  }

  /** True when there are neither data nor delete files. */
  static boolean isEmpty(String text) {
    return JsonUtil.parse(text, json -> json.get(DATA).isEmpty() && json.get(DELETES).isEmpty());
  }

  private static WriteResult read(JsonNode json, Map<Integer, PartitionSpec> specs) {
    WriteResult.Builder result = WriteResult.builder();
    for (JsonNode file : json.get(DATA)) {
      ContentFile<?> content = ContentFileParser.fromJson(file, specs);
      result.addDataFiles((DataFile) content);
    }

    for (JsonNode file : json.get(DELETES)) {
      ContentFile<?> content = ContentFileParser.fromJson(file, specs);
      result.addDeleteFiles((DeleteFile) content);
    }

    return result.build();
  }
}
