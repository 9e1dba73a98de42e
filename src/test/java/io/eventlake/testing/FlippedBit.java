package io.eventlake.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.iceberg.shaded.org.apache.parquet.io.LocalInputFile;

/** One bit of a Parquet file, in the last page of a column, as a disk or a network changes it. */
public final class FlippedBit {

  private FlippedBit() {}

  /** Flips it; doing so once more brings the file back. */
  public static void in(Path file, String column) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      ColumnChunkMetaData chunk =
          reader.getRowGroups().get(0).getColumns().stream()
              .filter(each -> each.getPath().toDotString().equals(column))
              .findFirst()
              .orElseThrow();
      bytes[(int) (chunk.getStartingPos() + chunk.getTotalSize()) - 1] ^= 1;
    }

    Files.write(file, bytes);
  }
}
