package io.eventlake.family.xp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results in CSV bundles. */
class ResultBundleTest {

  private static final String HEADER =
      "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,"
          + "scoreDate,comment,metadata.xp,metadata.xpReason,metadata.attempt\n";

  @TempDir private Path directory;
  private final List<String> taken = new ArrayList<>();

  @Test
  void aDeltaHasWhatChanged() throws IOException {
    Path bundle =
        bundle(
            Map.of(
                "manifest.csv",
                "propertyName,value\nmanifest.version,1.0\nfile.results,absent\n"
                    + "file.assessmentResults,delta\n",
                "assessmentResults.csv",
                HEADER
                    + "r1,active,2025-08-15T15:20:00Z,video_ali,s1,fully graded,100,2025-08-15,"
                    + "\"a, b\",5.5,Banked XP,\n"
                    + "r2_attempt_3,tobedeleted,2025-08-16T15:20:00Z,,,,,,,,,\n"
                    + "r3,active,2025-08-15T15:20:00Z,quiz_ali,s1,submitted,,,,NaN,,\n"
                    + "r4,active,2025-08-15T15:20:00Z,quiz_ali,s1,submitted,,,,,,2\n"));

    assertThat(ResultFile.read(bundle, bundle.toString(), "_ali", taker())).isFalse();
    assertThat(ResultFile.isBulk(bundle, bundle.toString())).isFalse();
    assertThat(taken)
        .containsExactly(
            "r1 ACTIVE video null s1 5.5000 graded banked 2025-08-15T15:20:00Z",
            "r2_attempt_3 TOBEDELETED null 3 null null 2025-08-16T15:20:00Z",
            "r3 WRONG_TYPE /metadata/xp",
            "r4 ACTIVE quiz 2 s1 null 2025-08-15T15:20:00Z");
  }

  @Test
  void inABulkTheScoresTimeStandsForThatOfTheChange() throws IOException {
    Path bundle =
        bundle(
            Map.of(
                "manifest.csv",
                "propertyName,value\nfile.results,bulk\n",
                "results.csv",
                HEADER + "r1,,,video_ali,s1,fully graded,100,2025-08-15,,5,,\n"));

    assertThat(ResultFile.read(bundle, bundle.toString(), "_ali", taker())).isTrue();
    assertThat(taken).containsExactly("r1 ACTIVE video null s1 5.0000 graded 2025-08-15T12:00:00Z");
  }

  @Test
  void whatIsNoBundleIsRefused() throws IOException {
    Path text = Files.writeString(directory.resolve("text.zip"), "no zip");
    assertThatThrownBy(() -> ResultFile.read(text, text.toString(), "_ali", taker()))
        .isInstanceOf(XpInputException.class)
        .hasMessageContaining("text.zip is no CSV bundle: it is no whole zip");
    for (String manifest : List.of("file.results,absent\n", "file.results,all\n", "")) {
      Path bundle = bundle(Map.of("manifest.csv", "propertyName,value\n" + manifest));
      assertThatThrownBy(() -> ResultFile.isBulk(bundle, bundle.toString()))
          .as(manifest)
          .isInstanceOf(XpInputException.class)
          .hasMessageContaining("bundle.zip is no CSV bundle of results: manifest.csv says ");
    }

    Path empty = bundle(Map.of("manifest.csv", "propertyName,value\nfile.results,bulk\n"));
    assertThatThrownBy(() -> ResultFile.read(empty, empty.toString(), "_ali", taker()))
        .hasMessageContaining("it has no results.csv");
  }

  private Path bundle(Map<String, String> files) throws IOException {
    Path path = directory.resolve("bundle.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }

    return path;
  }

  private ResultTaker taker() {
    return new ResultTaker() {
      @Override
      public void take(ResultVersion result, String metadata) {
        taken.add(
            String.join(
                    " ",
                    result.id,
                    String.valueOf(result.state),
                    String.valueOf(result.activity),
                    String.valueOf(result.attempt),
                    String.valueOf(result.student),
                    String.valueOf(result.xp))
                + (result.graded ? " graded" : "")
                + (result.banked ? " banked " : " ")
                + Instant.EPOCH.plus(result.scored, ChronoUnit.MICROS));
      }

      @Override
      public void reject(String id, String payload, RejectedResultException why) {
        taken.add(id + " " + why.reason + " " + why.pointer);
      }
    };
  }
}
