package io.eventlake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.ByteSource;
import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.aws.S3Access;
import io.eventlake.connector.aws.S3Folder;
import io.eventlake.connector.standin.CloudWatchStandIn;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.job.XpJob;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.testing.FakeEndpoint;
import io.eventlake.testing.LocalS3;
import io.eventlake.testing.OneRosterServer;
import io.eventlake.testing.TestCredentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Results from a server over S3 into XP, with a secret of the Secrets Manager, as the task does.
 */
class FetchToS3ITCase {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-11T00:00:00Z"), ZoneOffset.UTC);
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  @TempDir private Path directory;

  private final TestCredentials credentials = new TestCredentials();
  private final FakeEndpoint secrets =
      new FakeEndpoint(
          call ->
              FakeEndpoint.Answer.ok(
                  "{\"SecretString\":\"" + (call == 0 ? "wrong" : OneRosterServer.SECRET) + "\"}"));
  private final CloudWatchStandIn cloudWatch = new CloudWatchStandIn(Clock.systemUTC());
  private final Map<String, String> endpoints = new HashMap<>();
  private OneRosterServer server;
  private LocalS3 s3;
  private String out;
  private String err;

  @BeforeEach
  void start() throws Exception {
    server = OneRosterServer.start();
    s3 = LocalS3.start().createBucket("lake");
    endpoints.put("aws.endpointUrlS3", s3.endpoint());
    endpoints.put("aws.endpointUrlSecretsManager", secrets.address());
    endpoints.put("aws.endpointUrlCloudWatch", cloudWatch.endpoint());
    endpoints.forEach(System::setProperty);
    String roster =
        "{\"orgs\":[{\"sourcedId\":\"utc\",\"timezone\":\"UTC\"}],\"users\":[{\"sourcedId\":\"s1\","
            + "\"org\":\"utc\"}]}";
    try (S3Folder folder = folder("s3://lake/rosters")) {
      folder.write("roster.json", ByteSource.wrap(roster.getBytes(UTF_8)), null);
    }
  }

  @AfterEach
  void stop() throws IOException {
    endpoints.keySet().forEach(System::clearProperty);
    s3.close();
    server.close();
    secrets.close();
    cloudWatch.close();
    credentials.close();
  }

  @Test
  void resultsOnS3AreCountedOnce() throws IOException {
    for (int i = 0; i < 150; i++) {
      server.put("r" + i, NOON.plusSeconds(i), 1);
    }

    assertThat(fetch()).isEqualTo(1);
    assertThat(err).contains("gives no token: it answers with 401");
    assertThat(fetch("--dry-run")).as(err).isZero();
    assertThatThrownBy(this::count)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("xp.results = 's3://lake/results' is not there");

    assertThat(fetch()).as(err).isZero();
    assertThat(out).contains("150 results in 2 pages, 2 landed", "xp.results=s3://lake/results");
    assertThat(count()).isEqualTo("2 150");
    assertThat(count()).isEqualTo("0 150");

    server.put("r7", NOON.plusSeconds(200), 5);
    assertThat(fetch()).isZero();
    assertThat(out).contains("(changed after 2026-03-10T11:02:29Z)");
    assertThat(count()).endsWith(" 154");
    assertThat(fetch()).isZero();
    assertThat(out).contains(", 0 landed");

    String zip = bundle().toString();
    assertThat(fetchBundle(zip)).as(err).isZero();
    assertThat(out).contains("landed as s3://lake/results/");
    assertThat(fetchBundle(zip)).isZero();
    assertThat(out).contains("it is the last one that was landed");
    assertThat(count()).as("all that there is").isEqualTo("1 3");

    assertThat(cloudWatch.samples().keySet())
        .allMatch(sample -> sample.startsWith("Eventlake fetch-resultsFailed "));
    assertThat(cloudWatch.samples().values().stream().flatMap(List::stream))
        .containsExactlyInAnyOrder(1.0, 0.0, 0.0, 0.0);
  }

  @Test
  void aRosterThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new XpJob().run(options("s3://lake/rosters"), CLOCK, line -> {}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("xp.roster = 's3://lake/rosters' cannot be read")
        .hasMessageContaining("it is a folder");
    assertThatThrownBy(() -> new XpJob().run(options("s3://lake/none"), CLOCK, line -> {}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("nothing is at s3://lake/none");
  }

  /** Files that were new, and the total. */
  private String count() {
    JobOptions options = options("s3://lake/rosters/roster.json");
    Object files = new XpJob().run(options, CLOCK, line -> {}).facts().get("files");
    try (LakeEngine engine = LakeEngine.over(Lakes.ofFamily(options.lake, "xp"))) {
      String total = "SELECT CAST(SUM(xp) AS BIGINT) AS xp FROM gold.agg_daily_xp";
      return files + " " + engine.run(total).all().get(0).get("xp");
    }
  }

  private JobOptions options(String roster) {
    Map<String, String> properties = new HashMap<>();
    properties.put("job.name", "xp");
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("lake.region", "us-east-1");
    properties.put("lake.s3-endpoint", s3.endpoint());
    properties.put("lake.s3-path-style", "true");
    properties.put("xp.results", "s3://lake/results");
    properties.put("xp.roster", roster);
    return JobCatalog.options().parse(properties);
  }

  private S3Folder folder(String place) {
    return new S3Folder(place, new S3Access("us-east-1", s3.endpoint(), true));
  }

  private Path bundle() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("manifest.csv"));
      zip.write("propertyName,value\nfile.results,bulk\n".getBytes(UTF_8));
      zip.putNextEntry(new ZipEntry("results.csv"));
      zip.write(
          ("sourcedId,status,lineItemSourcedId,studentSourcedId,scoreStatus,scoreDate,metadata.xp\n"
                  + "z1,active,z_ali,s1,fully graded,2026-03-10,3\n")
              .getBytes(UTF_8));
    }

    return Files.write(directory.resolve("bundle.zip"), bytes.toByteArray());
  }

  private int fetch(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("fetch-results", "--url", server.address("/gradebook"), "--token-url"));
    words.addAll(List.of(server.address("/token"), "--client-id", "lake"));
    words.addAll(List.of("--secret", "secretsmanager:lake/oneroster", "--region", "us-east-1"));
    words.addAll(List.of("--verdict-namespace", "Eventlake", "--out", "s3://lake/results"));
    words.addAll(List.of("--rate", "1000"));
    words.addAll(List.of(more));
    return run(words.toArray(new String[0]));
  }

  private int fetchBundle(String zip) {
    return run(
        "fetch-results", "--bundle", zip, "--out", "s3://lake/results", "--region", "us-east-1");
  }

  private int run(String... words) {
    StringWriter told = new StringWriter();
    StringWriter errors = new StringWriter();
    int code = Main.run(new PrintWriter(told), new PrintWriter(errors), words);
    out = told.toString();
    err = errors.toString();
    return code;
  }
}
