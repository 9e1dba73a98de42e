package io.eventlake.family.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.Seed;
import io.eventlake.testing.cluster.FaultResults;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that a fuzzer makes up, led by what they reach in the decoder and its JSON parser, for
 * {@code -Deventlake.faults.fuzz-seconds=N}; it begins with the records of the fixtures.
 */
@Tag("faults")
class DecoderFaultsITCase {

  private static final int SECONDS = Integer.getInteger("eventlake.faults.fuzz-seconds", 60);

  @RegisterExtension private final FaultResults results = new FaultResults();

  @TempDir private Path directory;

  @Test
  @Timeout(4 * 3_600)
  void fault38FuzzedLedByCoverage() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    for (Fixture fixture : Fixture.all()) {
      seeds.addAll(fixture.records());
    }

    fuzz(DecoderFuzzTarget.class.getName(), seeds);
  }

  @Test
  @Timeout(4 * 3_600)
  void fault72AggregatesFuzzedLedByCoverage() throws Exception {
    byte[] message = {10, 1, 'k', 18, 1, '7', 26, 7, 8, 0, 16, 0, 26, 1, '{', 26, 4, 8, 0, 26, 0};
    fuzz("io.eventlake.connector.kinesis.AggregateFuzzTarget", List.of(message));
  }

  private void fuzz(String target, List<byte[]> seeds) throws Exception {
    long seed = Seed.of(getClass(), 1_038);
    results.seed(seed);
    Path corpus = Files.createDirectories(directory.resolve("corpus"));
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(corpus.resolve("fixture-" + i), seeds.get(i));
    }

    Path output = directory.resolve("fuzzer.out");
    Process fuzzer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target,
                "--instrumentation_includes=io.eventlake.**:com.fasterxml.jackson.core.**",
                "-seed=" + seed,
                "-max_total_time=" + SECONDS,
                "-max_len=8192",
                "-rss_limit_mb=0",
                corpus.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(fuzzer.waitFor(SECONDS + 600L, TimeUnit.SECONDS)).as("the fuzzer ends").isTrue();
    } finally {
      fuzzer.destroyForcibly();
    }

    List<String> lines = Files.readAllLines(output, StandardCharsets.ISO_8859_1);
    List<String> last = lines.subList(Math.max(0, lines.size() - 40), lines.size());
    assertThat(fuzzer.exitValue()).as(String.join("\n", last)).isZero();
    String runs = lines.stream().filter(line -> line.startsWith("Done ")).findFirst().orElseThrow();
    results.note(runs + ", begun with " + seeds.size() + " records");
  }
}
