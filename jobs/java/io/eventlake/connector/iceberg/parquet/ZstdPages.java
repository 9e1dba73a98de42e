package io.eventlake.connector.iceberg.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages as Parquet does, with zstd's checksum of the content in each: readers that do
 * not look at a page's own checksum fail on a flipped bit all the same. Four bytes a page. All
 * pages share a compressor and its room, so that a page is to be copied before the next one.
 */
final class ZstdPages implements BytesInputCompressor {

  private final ZstdCompressCtx compressor;
  private Room room = new Room();
  private byte[] packed = new byte[0];

  ZstdPages(int level) {
    compressor = new ZstdCompressCtx().setLevel(level).setChecksum(true);
  }

  @Override
  public BytesInput compress(BytesInput page) throws IOException {
    room.reset();
    page.writeAllTo(room);
    int most = Math.toIntExact(Zstd.compressBound(room.size()));
    boolean kept = most <= GrowingBytes.MOST_KEPT;
    byte[] to = kept ? packed(most) : new byte[most];
    int size = compressor.compressByteArray(to, 0, to.length, room.bytes(), 0, room.size());
    if (!kept) {
      room = new Room();
    }

    return BytesInput.from(to, 0, size);
  }

  private byte[] packed(int least) {
    if (packed.length < least) {
      packed = new byte[least];
    }

    return packed;
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  /** Gives back memory that is not the heap's. */
  @Override
  public void release() {
    compressor.close();
  }

  /** A page as it is before, in one piece. */
  private static final class Room extends ByteArrayOutputStream {

    private byte[] bytes() {
      return buf;
    }
  }
}
