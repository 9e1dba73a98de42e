package io.eventlake.connector.oneroster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV bundles that are whole are landed once; others not at all. */
class BundleFetchTest {

  private static final String BULK = "propertyName,value\nfile.results,bulk\n";
  private static final String ROWS = "sourcedId,status,score\nr1,active,5\nr2,active,\"6,5\"\n";

  @TempDir private Path directory;

  private FetchRoom room;

  @BeforeEach
  void open() throws IOException {
    room = new FetchRoom(directory.resolve("results"));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void bundlesAreLandedInTheirOrderAndTheLastNotAgain() throws IOException {
    byte[] first = zip("manifest.csv", BULK, "results.csv", ROWS);
    byte[] second = zip("manifest.csv", BULK, "results.csv", ROWS + "r3,active,1\n");
    LandedBundle landed = fetch(first);
    assertThat(landed.results).isEqualTo(2);
    assertThat(landed.kinds).isEqualTo(Map.of("results", "bulk"));
    assertThat(Path.of(landed.file))
        .isEqualTo(room.folder.resolve("20260310T120000.000Z-bundle/bundle.zip"))
        .hasBinaryContent(first);
    assertThat(fetch(first).file).isNull();
    fetch(second);
    fetch(first);
    assertThat(room.files())
        .hasSize(3)
        .last()
        .satisfies(f -> assertThat(f).hasBinaryContent(first));
  }

  @Test
  void bundleOfAServerIsLandedToo() throws IOException {
    room.server.bundle = zip("manifest.csv", BULK, "results.csv", ROWS);
    URI uri = URI.create(room.server.address("/bundle.zip?signature=secret"));
    try (LandingFolder folder = LandingFolder.open(room.folder)) {
      assertThat(Path.of(bundles().fetch(uri, folder).file)).hasBinaryContent(room.server.bundle);
      room.server.bundle = Arrays.copyOf(room.server.bundle, 60);
      assertThatThrownBy(() -> bundles().fetch(uri, folder))
          .hasMessageContaining("/bundle.zip is no CSV bundle of results: it is no whole zip")
          .hasMessageNotContaining("secret");
      room.limits = new FetchLimits(10, 50, 10, 1, 1000, Duration.ofSeconds(20));
      assertThatThrownBy(() -> bundles().fetch(uri, folder)).hasMessageContaining("is larger than");
    }

    assertThat(room.files()).hasSize(1);
    assertThat(room.folder.resolve(".fetch-results.unfinished")).doesNotExist();
  }

  @Test
  void whatIsNoBundleLandsNothing() throws IOException {
    refused("it is no whole zip", "PK".getBytes(StandardCharsets.US_ASCII));
    refused("it has no manifest.csv", zip("results.csv", ROWS));
    refused("it has no results.csv", zip("manifest.csv", BULK));
    refused(
        "assessmentResults and results are absent",
        zip("manifest.csv", "propertyName,value\nfile.results,absent\n", "results.csv", ROWS));
    refused(
        "neither bulk, delta nor absent",
        zip("manifest.csv", "propertyName,value\nfile.results,all\n", "results.csv", ROWS));
    refused("has no column sourcedId", zip("manifest.csv", BULK, "results.csv", "id\n1\n"));
    refused(
        "row 4 of results.csv has 2 cells, not 3",
        zip("manifest.csv", BULK, "results.csv", ROWS + "r3,act"));
    refused("results.csv has no head", zip("manifest.csv", BULK, "results.csv", ""));
    refused(
        "it is not in UTF-8", zip("manifest.csv", BULK, "results.csv", (ROWS + "r3,\u00e9,1\n")));
    refused(
        "unpacks to more than 200 times",
        zip("manifest.csv", BULK, "results.csv", ROWS + "r,r,0\n".repeat(2_000_000)));
    byte[] changed = zip("manifest.csv", BULK, "results.csv", ROWS);
    int at = new String(changed, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002", 100);
    at = new String(changed, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002", at + 4);
    changed[at + 16] ^= 1;
    refused("its checksum differs", changed);
    assertThat(room.files()).isEmpty();
  }

  private void refused(String why, byte[] bundle) {
    assertThatThrownBy(() -> fetch(bundle))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("is no CSV bundle of results")
        .hasMessageContaining(why);
  }

  private LandedBundle fetch(byte[] bundle) throws IOException {
    Path file = Files.write(directory.resolve("b.zip"), bundle);
    try (LandingFolder folder = LandingFolder.open(room.folder)) {
      return bundles().fetch(file, folder);
    }
  }

  private BundleFetch bundles() {
    Clock clock = Clock.fixed(room.now, ZoneOffset.UTC);
    return new BundleFetch(room.client(clock), clock);
  }

  /** Names and contents in turn, contents in Latin-1. */
  private static byte[] zip(String... files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < files.length; i += 2) {
        zip.putNextEntry(new ZipEntry(files[i]));
        zip.write(files[i + 1].getBytes(StandardCharsets.ISO_8859_1));
      }
    }

    return bytes.toByteArray();
  }
}
