package io.eventlake.bench.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * Ids in a RocksDB without Flink: 16 bytes of key, 4 of value, one get for an event and one put for
 * a new one. No write-ahead log, as under Flink, where checkpoints stand for it.
 */
final class RocksKnownIds implements KnownIds {

  /** What a local run gives Flink as managed memory, bytes. */
  private static final long CACHE_BYTES = 256L << 20;

  private final Path directory;
  private final LRUCache cache = new LRUCache(CACHE_BYTES);
  private final Options options =
      new Options()
          .setCreateIfMissing(true)
          .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache));
  private final WriteOptions withoutLog = new WriteOptions().setDisableWAL(true);
  private final ByteBuffer key = ByteBuffer.allocate(2 * Long.BYTES);
  private final ByteBuffer value = ByteBuffer.allocate(Integer.BYTES);
  private final RocksDB db;

  private RocksKnownIds(Path directory) throws RocksDBException {
    this.directory = directory;
    this.db = RocksDB.open(options, directory.toString());
  }

  /** An empty store in a temporary directory, which {@link #close()} removes. */
  static RocksKnownIds open() throws IOException {
    RocksDB.loadLibrary();
    try {
      return new RocksKnownIds(Files.createTempDirectory("eventlake-floor"));
    } catch (RocksDBException e) {
      throw new IOException("RocksDB does not open", e);
    }
  }

  @Override
  public boolean add(long high, long low, int untilMinute) {
    key.putLong(0, high).putLong(Long.BYTES, low);
    try {
      if (db.get(key.array(), value.array()) != RocksDB.NOT_FOUND) {
        return false;
      }

      value.putInt(0, untilMinute);
      db.put(withoutLog, key.array(), value.array());
      return true;
    } catch (RocksDBException e) {
      throw new IllegalStateException("RocksDB failed", e);
    }
  }

  @Override
  public void close() {
    db.close();
    withoutLog.close();
    options.close();
    cache.close();
    FileUtils.deleteDirectoryQuietly(directory.toFile());
  }
}
