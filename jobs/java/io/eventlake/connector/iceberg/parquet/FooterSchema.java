package io.eventlake.connector.iceberg.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.shaded.org.apache.parquet.format.FileMetaData;
import org.apache.iceberg.shaded.org.apache.parquet.format.KeyValue;
import org.apache.iceberg.shaded.org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;

/**
 * The schema of a Parquet file, which has no checksum: a column whose name or id is another reads
 * as null. Iceberg's files have it twice.
 */
final class FooterSchema {

  private static final String ICEBERG = "iceberg.schema";

  private FooterSchema() {}

  /**
   * The path of each column.
   *
   * @param exact whether the two schemas are the same where the file has them
   * @throws IOException when they are not
   */
  static List<List<String>> columns(FileMetaData footer, boolean exact) throws IOException {
    MessageType schema =
        new ParquetMetadataConverter().fromParquetMetadata(footer).getFileMetaData().getSchema();
    if (exact && footer.isSetKey_value_metadata()) {
      for (KeyValue entry : footer.getKey_value_metadata()) {
        if (entry.getKey().equals(ICEBERG) && !isOf(entry.getValue(), schema)) {
          throw new IOException("its two schemas are not the same");
        }
      }
    }

    return schema.getPaths().stream().map(Arrays::asList).collect(Collectors.toList());
  }

  private static boolean isOf(String iceberg, MessageType schema) {
    return ParquetSchemaUtil.convert(SchemaParser.fromJson(iceberg), schema.getName())
        .equals(schema);
  }
}
