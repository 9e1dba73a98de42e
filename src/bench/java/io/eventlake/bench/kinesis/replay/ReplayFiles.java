package io.eventlake.bench.kinesis.replay;

import io.eventlake.family.web.generate.EventGenerator;
import io.eventlake.family.web.generate.GeneratedEvent;
import io.eventlake.family.web.generate.GeneratorOptions;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes generated events as the shards of a stream: of each an NDJSON file, and an index that says
 * of each line where it ends and when it arrives.
 */
public final class ReplayFiles {

  /** Of an index entry: milliseconds after the stream's start, end of the line in the file. */
  static final int ENTRY_BYTES = 2 * Long.BYTES;

  private static final int BUFFER_BYTES = 1 << 18;

  private ReplayFiles() {}

  /** Writes all events of the options; those of a partition key into one shard. */
  public static void write(Path directory, int shards, GeneratorOptions options)
      throws IOException {
    Files.createDirectories(directory);
    List<ShardFile> files = new ArrayList<>();
    try {
      for (int shard = 0; shard < shards; shard++) {
        files.add(new ShardFile(directory, shard));
      }

      long startMillis = options.start().toEpochMilli();
      EventGenerator events = new EventGenerator(options);
      while (events.hasNext()) {
        GeneratedEvent event = events.next();
        int shard = Math.floorMod(event.partitionKey().hashCode(), shards);
        files.get(shard).write(event.json(), event.dueMillis() - startMillis);
      }
    } finally {
      for (ShardFile file : files) {
        file.close();
      }
    }
  }

  static Path records(Path directory, int shard) {
    return directory.resolve(shardId(shard) + ".ndjson");
  }

  static Path index(Path directory, int shard) {
    return directory.resolve(shardId(shard) + ".index");
  }

  static String shardId(int shard) {
    return String.format(Locale.ROOT, "shardId-%012d", shard);
  }

  /** The two files of a shard while they are written. */
  private static final class ShardFile {

    private final OutputStream records;
    private final DataOutputStream index;
    private long end;

    ShardFile(Path directory, int shard) throws IOException {
      records = open(records(directory, shard));
      index = new DataOutputStream(open(index(directory, shard)));
    }

    void write(byte[] json, long afterMillis) throws IOException {
      records.write(json);
      records.write('\n');
      end += json.length;
      index.writeLong(afterMillis);
      index.writeLong(end);
      end++;
    }

    void close() throws IOException {
      records.close();
      index.close();
    }

    private static OutputStream open(Path file) throws IOException {
      return new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    }
  }
}
