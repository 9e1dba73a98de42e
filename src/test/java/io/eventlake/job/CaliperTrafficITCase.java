package io.eventlake.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.family.caliper.generate.CaliperFiles;
import io.eventlake.family.caliper.generate.CaliperQuirk;
import io.eventlake.family.caliper.generate.CaliperTraffic;
import io.eventlake.family.caliper.generate.ExpectedLearning;
import io.eventlake.testing.CaliperLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job of learning events over generated traffic: every row of every table by the oracle. */
class CaliperTrafficITCase {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @TempDir private Path directory;

  /** Two readers, so that which arrival is the first is decided by the run. */
  @Test
  void everyTableHasTheExpectedRows() throws Exception {
    Files.writeString(directory.resolve("persons.key"), KEY);
    ExpectedLearning expected = ExpectedLearning.with(CaliperTrafficITCase::pseudonym);
    CaliperTraffic traffic =
        CaliperTraffic.events(6_000)
            .seed(20_261_130)
            .span(Duration.ofHours(40))
            .share(CaliperQuirk.LATE, 0.03);

    CaliperLake lake =
        run(
            traffic,
            expected,
            Map.of(
                "local.parallelism",
                "2",
                "caliper.persons-key",
                directory.resolve("persons.key").toString()));

    lake.assertSame(expected);
    assertThat(lake.rows("silver.sessions"))
        .anyMatch(row -> !row.get("revision").equals(0))
        .anyMatch(row -> row.get("learners").equals(2));
    assertThat(lake.rows("bronze.events").toString()).doesNotContain("campus.example/people/");
    rebuild();
    lake.assertSame(expected);
  }

  /** Of all days, those with corrected sessions among them, from bronze alone and without a key. */
  private void rebuild() {
    JobOptions options =
        JobCatalog.options()
            .parse(
                Map.of(
                    "job.name", "rebuild",
                    "job.family", "caliper",
                    "rebuild.from", "2026-01-05",
                    "rebuild.to", "2026-01-07",
                    "local.parallelism", "2",
                    "lake.warehouse", directory.resolve("lake").toString()));
    new RebuildRun(CaliperJob.job(), options, line -> {}).run();
  }

  @Test
  void rocksDbGivesTheSame() throws IOException {
    ExpectedLearning expected = ExpectedLearning.keeping();
    CaliperLake lake =
        run(
            CaliperTraffic.events(3_000).seed(20_261_131),
            expected,
            Map.of(
                "local.parallelism", "1",
                "local.state-backend", "rocksdb",
                "local.checkpoint-interval", "500 ms",
                "caliper.persons", "keep"));

    lake.assertSame(expected);
  }

  private CaliperLake run(
      CaliperTraffic traffic, ExpectedLearning expected, Map<String, String> more)
      throws IOException {
    CaliperFiles files = new CaliperFiles(directory, 1_300);
    files.write(traffic, expected);
    Map<String, String> properties = new HashMap<>(more);
    properties.put("job.name", "caliper");
    properties.put("caliper.extensions", "timeback-1");
    properties.put("source.type", "files");
    properties.put("source.path", files.events().toString());
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.state-directory", directory.resolve("state").toString());
    properties.putIfAbsent("local.checkpoint-interval", "2 s");
    JobOptions options = JobCatalog.options().parse(properties);
    LocalRun.start(options).ended().join();
    return new CaliperLake(options.lake);
  }

  private static String pseudonym(String id) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), "HmacSHA256"));
      return "urn:hmac-sha256:" + HexFormat.of().formatHex(mac.doFinal(id.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC", e);
    }
  }
}
