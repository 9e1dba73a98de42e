package io.eventlake.lake.relocate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.shaded.org.apache.avro.Schema;
import org.apache.iceberg.shaded.org.apache.avro.file.CodecFactory;
import org.apache.iceberg.shaded.org.apache.avro.file.DataFileConstants;
import org.apache.iceberg.shaded.org.apache.avro.file.DataFileStream;
import org.apache.iceberg.shaded.org.apache.avro.file.DataFileWriter;
import org.apache.iceberg.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.iceberg.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.iceberg.shaded.org.apache.avro.generic.GenericRecord;

/** The rows of an Avro file as they stand there, with the columns and properties that it has. */
final class AvroRows {

  private final Schema schema;
  private final Map<String, byte[]> properties;
  private final List<GenericRecord> rows;

  private AvroRows(Schema schema, Map<String, byte[]> properties, List<GenericRecord> rows) {
    this.schema = schema;
    this.properties = properties;
    this.rows = rows;
  }

  static AvroRows read(InputFile file) throws IOException {
    try (InputStream in = file.newStream();
        DataFileStream<GenericRecord> stream =
            new DataFileStream<>(in, new GenericDatumReader<>())) {
      Map<String, byte[]> properties = new TreeMap<>();
      for (String key : stream.getMetaKeys()) {
        properties.put(key, stream.getMeta(key));
      }

      List<GenericRecord> rows = new ArrayList<>();
      stream.forEachRemaining(rows::add);
      return new AvroRows(stream.getSchema(), properties, rows);
    }
  }

  List<GenericRecord> rows() {
    return rows;
  }

  void write(OutputFile file) throws IOException {
    try (OutputStream out = file.createOrOverwrite();
        DataFileWriter<GenericRecord> writer =
            new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      byte[] codec = properties.get(DataFileConstants.CODEC);
      if (codec != null) {
        writer.setCodec(CodecFactory.fromString(new String(codec, StandardCharsets.UTF_8)));
      }

      properties.forEach(
          (key, value) -> {
            if (!DataFileWriter.isReservedMeta(key)) {
              writer.setMeta(key, value);
            }
          });
      writer.create(schema, out);
      for (GenericRecord row : rows) {
        writer.append(row);
      }
    }
  }
}
