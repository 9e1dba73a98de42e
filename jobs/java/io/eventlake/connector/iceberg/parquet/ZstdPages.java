package io.eventlake.connector.iceberg.parquet;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages as Parquet does, with zstd's checksum of the content in each: readers that do
 * not look at a page's own checksum fail on a flipped bit all the same. Four bytes a page.
 */
final class ZstdPages implements BytesInputCompressor {

  private final int level;

  ZstdPages(int level) {
    this.level = level;
  }

  @Override
  public BytesInput compress(BytesInput page) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(packed, RecyclingBufferPool.INSTANCE)) {
      out.setLevel(level).setChecksum(true);
      page.writeAllTo(out);
    }

    return BytesInput.from(packed);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {}
}
