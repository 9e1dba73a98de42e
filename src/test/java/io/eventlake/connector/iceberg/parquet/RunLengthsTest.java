package io.eventlake.connector.iceberg.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.junit.jupiter.api.Test;

class RunLengthsTest {

  private static final int CASES = 3_000;
  private static final int MOST_BITS = 24;

  private final Random random = new Random(Seed.of(RunLengthsTest.class, 20_261_130));

  /** Runs of all lengths, packed ones of more than 504 values among them, and of any width. */
  @Test
  void writesTheBytesOfParquetsEncoder() throws IOException {
    GrowingBytes out = new GrowingBytes();
    RunLengths ours = new RunLengths(out);
    for (int i = 0; i < CASES; i++) {
      int bits = random.nextInt(MOST_BITS + 1);
      out.clear();
      ours.begin(bits);
      RunLengthBitPackingHybridEncoder theirs =
          new RunLengthBitPackingHybridEncoder(bits, 64, 1 << 16, new HeapByteBufferAllocator());
      int longest = 1 + random.nextInt(40);
      for (int runs = random.nextInt(200); runs > 0; runs--) {
        int value = random.nextInt(1 << bits);
        int count = 1 + random.nextInt(random.nextInt(9) == 0 ? 400 : longest);
        add(ours, value, count);
        for (int j = 0; j < count; j++) {
          theirs.writeInt(value);
        }

        assertThat((long) out.size).as("case %s", i).isEqualTo(theirs.getBufferedSize());
      }

      ours.end();
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      theirs.toBytes().writeAllTo(expected);
      assertThat(Arrays.copyOf(out.array, out.size))
          .as("case %s", i)
          .isEqualTo(expected.toByteArray());
    }
  }

  private void add(RunLengths runs, int value, int count) {
    if (random.nextBoolean()) {
      runs.add(value, count);
      return;
    }

    for (int i = 0; i < count; i++) {
      runs.add(value);
    }
  }
}
