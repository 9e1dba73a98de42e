package io.eventlake.bench.export;

import io.eventlake.connector.standin.Bucket;
import io.eventlake.connector.standin.ExportWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * A full export of a product's table: of ten items eight are sessions, in five applications, of a
 * hundred thousand users, on thirty days and before them; most of an item nobody counts.
 */
final class GeneratedExport {

  /** Days that are counted. */
  static final int DAYS = 30;

  private static final int USERS = 100_000;
  private static final int DAYS_OF_TABLE = 400;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final String[] APPS = {"sudoku", "chess", "words", "quiz", "maths"};
  private static final String[] WORDS = {
    "alpha", "move", "board", "level", "score", "0.25", "true", "friend", "hint", "undo"
  };

  private final ExportWriter writer;
  private final Instant end;
  private final int itemBytes;
  private final Random random = new Random(20_260_311);
  private long next;

  /**
   * @param end when the items were so
   * @param itemBytes of an item as JSON, roughly
   */
  GeneratedExport(Path bucket, Instant end, int itemBytes) {
    this.end = end;
    this.itemBytes = itemBytes;
    this.writer =
        new ExportWriter(
            Bucket.in(bucket),
            "arn:aws:dynamodb:us-east-1:111122223333:table/product",
            "bench",
            "01773187200000-be9c0001",
            null,
            end);
  }

  static LocalDate day(Instant of, int days) {
    return LocalDate.ofInstant(of, ZoneOffset.UTC).plusDays(days);
  }

  /**
   * Writes it.
   *
   * @return the bytes of all lines, unpacked
   */
  long write(long bytes, int files) {
    for (int file = 1; file <= files; file++) {
      writer.file(lines(bytes * file / files));
    }

    writer.complete();
    return writer.bytes();
  }

  String folder() {
    return writer.folder();
  }

  long items() {
    return writer.items();
  }

  /** Until so many bytes are written, those of the files before among them. */
  private Iterator<byte[]> lines(long untilBytes) {
    long before = writer.bytes();
    return new Iterator<>() {
      private long bytes = before;

      @Override
      public boolean hasNext() {
        return bytes < untilBytes;
      }

      @Override
      public byte[] next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }

        byte[] line = item().getBytes(StandardCharsets.UTF_8);
        bytes += line.length + 1;
        return line;
      }
    };
  }

  private String item() {
    long id = next++;
    String app = APPS[random.nextInt(APPS.length)];
    String user = "user-" + random.nextInt(USERS);
    long time = end.getEpochSecond() - random.nextInt(DAYS_OF_TABLE * SECONDS_PER_DAY);
    int kind = random.nextInt(10);
    String modelId = (kind < 8 ? "session-" : kind == 8 ? "party-" : "settings-") + app + "-" + id;
    StringBuilder item = new StringBuilder(itemBytes + 64);
    item.append("{\"Item\":{\"modelId\":{\"S\":\"").append(modelId);
    item.append("\"},\"owner\":{\"S\":\"").append(user);
    item.append("\"},\"createdAt\":{\"N\":\"").append(time);
    item.append("\"},\"updatedAt\":{\"N\":\"").append(time);
    item.append("\"},\"state\":{\"M\":{\"n\":{\"N\":\"1\"},\"log\":{\"L\":[{\"S\":\"start\"}");
    while (item.length() < itemBytes) {
      item.append(",{\"S\":\"").append(WORDS[random.nextInt(WORDS.length)]);
      item.append(random.nextInt(1000)).append("\"}");
    }

    return item.append("]}}}}}").toString();
  }
}
