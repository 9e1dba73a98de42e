package io.eventlake.connector.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.standin.Bucket;
import io.eventlake.connector.standin.ExportWriter;
import io.eventlake.testing.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Property 19: an export of any shape to which any one thing was done is refused in one sentence,
 * and as it was written it is not.
 */
class ExportDamageTest {

  private static final String ARN = "arn:aws:dynamodb:us-east-1:111122223333:table/product";
  private static final Instant TO = Instant.parse("2026-03-11T00:00:00Z");

  private static long seed;

  @TempDir private Path bucket;

  @BeforeAll
  static void draw() {
    seed = Seed.of(ExportDamageTest.class, 19);
  }

  static LongStream cases() {
    return LongStream.range(0, 120);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whateverIsDoneToAnExportItIsRefused(long number) throws IOException {
    Random random = new Random(seed + number);
    String folder = write(random);
    String root = bucket.resolve(folder).toString();
    assertThatCode(() -> DynamoDbExport.open(root, "The export").verify())
        .doesNotThrowAnyException();

    List<Path> files = files();
    Path file = files.get(random.nextInt(files.size()));
    byte[] whole = Files.readAllBytes(file);
    damage(random, file, whole);
    assertThatThrownBy(() -> DynamoDbExport.open(root, "The export").verify())
        .as("%s of %s", number, file)
        .isInstanceOf(ConfigException.class)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));

    Files.write(file, whole);
    assertThatCode(() -> DynamoDbExport.open(root, "The export").verify())
        .doesNotThrowAnyException();
  }

  /** Takes a file away, cuts it, flips a bit or adds a byte. */
  private static void damage(Random random, Path file, byte[] whole) throws IOException {
    // A sum that was not copied, or with a blank behind it, is no damage.
    int kind = file.toString().endsWith(".md5") ? 2 + random.nextInt(2) : random.nextInt(4);
    if (kind == 0) {
      Files.delete(file);
    } else if (kind == 1) {
      Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    } else if (kind == 2) {
      Files.write(file, Arrays.copyOf(whole, random.nextInt(whole.length)));
    } else {
      byte[] changed = whole.clone();
      changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(7));
      Files.write(file, changed);
    }
  }

  private String write(Random random) {
    boolean isFull = random.nextBoolean();
    ExportWriter export =
        new ExportWriter(
            Bucket.in(bucket),
            ARN,
            random.nextBoolean() ? "daily/product" : "",
            "01773187200000-deadbeef",
            isFull ? null : TO.minus(Duration.ofDays(1)),
            TO);
    for (int files = random.nextInt(4); files >= 0; files--) {
      export.file(
          IntStream.range(0, random.nextInt(20))
              .mapToObj(line -> ("{\"Item\":{\"n\":{\"N\":\"" + line + "\"}}}").getBytes(UTF_8))
              .iterator());
    }

    export.complete();
    return export.folder();
  }

  /** But for the mark that it has begun. */
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(bucket)) {
      List<Path> files = new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
      files.removeIf(file -> file.endsWith("_started"));
      return files;
    }
  }
}
