package io.eventlake.connector.iceberg.parquet;

import java.io.IOException;
import org.apache.iceberg.shaded.org.apache.parquet.io.DelegatingPositionOutputStream;
import org.apache.iceberg.shaded.org.apache.parquet.io.OutputFile;
import org.apache.iceberg.shaded.org.apache.parquet.io.PositionOutputStream;

/** A file of Iceberg's as one of Parquet's. */
final class ParquetOutput implements OutputFile {

  private final org.apache.iceberg.io.OutputFile file;

  ParquetOutput(org.apache.iceberg.io.OutputFile file) {
    this.file = file;
  }

  @Override
  public PositionOutputStream create(long blockSize) {
    return stream(file.create());
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) {
    return stream(file.createOrOverwrite());
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  @Override
  public String getPath() {
    return file.location();
  }

  private static PositionOutputStream stream(org.apache.iceberg.io.PositionOutputStream out) {
    return new DelegatingPositionOutputStream(out) {
      @Override
      public long getPos() throws IOException {
        return out.getPos();
      }
    };
  }
}
