package io.eventlake.connector.iceberg.sink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
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

  /** Of no files, as every release has written it. */
  private static final String NONE = "{\"data-files\":[],\"delete-files\":[]}";

  /** Begins what is packed; JSON, which releases up to 0.1.0 wrote, begins otherwise. */
  private static final String PACKED = "deflate:";

  private static final String DATA = "data-files";
  private static final String DELETES = "delete-files";

  private FilesFormat() {}

  /** The files as text: packed, since it is state and travels to the committer. */
  static String write(WriteResult result, Map<Integer, PartitionSpec> specs) {
    return result.dataFiles().length + result.deleteFiles().length == 0
        ? NONE
        : pack(json(result, specs));
  }

  /** The same as releases up to 0.1.0 wrote it. */
  static String json(WriteResult result, Map<Integer, PartitionSpec> specs) {
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
    return JsonUtil.parse(unpack(text), json -> read(json, specs));
  }

  /** True when there are neither data nor delete files. */
  static boolean isEmpty(String text) {
    return text.equals(NONE);
  }

  private static String pack(String json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }

    return PACKED + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** The JSON of a text, which may be that already. */
  static String unpack(String text) {
    if (!text.startsWith(PACKED)) {
      return text;
    }

    byte[] bytes = Base64.getDecoder().decode(text.substring(PACKED.length()));
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The files of a checkpoint cannot be unpacked", e);
    }
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
