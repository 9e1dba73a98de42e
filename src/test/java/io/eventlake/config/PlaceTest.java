package io.eventlake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Places as people write them. */
class PlaceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s3://bucket/folder     | s3://bucket/folder
          S3://Bucket/Folder/    | s3://Bucket/Folder/
          s3a://bucket/folder    | s3://bucket/folder
          S3N://bucket           | s3://bucket
          lake                   | lake
          ../a?b#c %20           | ../a?b#c %20
          c:/lake                | c:/lake
          2026-11-01T10:05:00Z/x | 2026-11-01T10:05:00Z/x
          file:/data/lake        | /data/lake
          FILE:///data/a%20b%3F  | /data/a b?
          file:///data/50% of it | /data/50% of it
          """)
  void hasOneSpelling(String text, String place) {
    assertThat(Place.of(text)).isEqualTo(place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gs://bucket/x       | is on gs:, which is not known here: name a path of this machine
          hdfs:///x           | is on hdfs:, which is not known here
          HTTP://host/x       | is on HTTP:, which is not known here
          abfs:/x             | is on abfs:, which is not known here
          S3:bucket/x         | must be s3://bucket/folder
          s3:///x             | must be s3://bucket/folder
          file:lake           | must be a path, or file: and an absolute path
          file://host/lake    | must be a path, or file: and an absolute path
          ' '                 | is empty: name a path
          """)
  void whatIsNeitherIsRefused(String text, String reason) {
    assertThatThrownBy(() -> Place.of(text)).hasMessageStartingWith(reason);
  }

  @Test
  void theFileSystemHasItsOwnRules() {
    assertThatThrownBy(() -> Place.of("a\0b"))
        .hasMessageStartingWith("is no path of this machine: ");
  }

  @Test
  void aPathOfThisMachineIsNotOnS3() {
    assertThat(Place.local("file:/a")).isEqualTo(Path.of("/a"));
    assertThatThrownBy(() -> Place.local("S3://bucket"))
        .hasMessage("is on S3: name a path of this machine");
  }
}
