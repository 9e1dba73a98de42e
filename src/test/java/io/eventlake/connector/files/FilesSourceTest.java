package io.eventlake.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.testing.TestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesSourceTest {

  @TempDir private Path directory;

  @Test
  void findsEventFilesInPathOrder() throws IOException {
    for (String name :
        new String[] {
          "b.ndjson",
          "a/z.jsonl.gz",
          "a/b c/%20.json",
          ".hidden.json",
          "_temporary/c.ndjson",
          "readme.md",
          "x.ndjson.zst"
        }) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }

    org.apache.flink.core.fs.Path[] paths = {
      new org.apache.flink.core.fs.Path(directory.toString())
    };
    assertThat(new EventFileEnumerator().enumerateSplits(paths, 1))
        .extracting(FileSourceSplit::splitId)
        .containsExactly("a/b c/%20.json", "a/z.jsonl.gz", "b.ndjson");
  }

  @Test
  void aMissingDirectoryIsToldInASentence() {
    String missing = directory.resolve("nowhere").toString();

    assertThatThrownBy(() -> FilesSource.create(TestOptions.files(missing).source(), 100))
        .isInstanceOf(ConfigException.class)
        .hasMessage("source.path = '" + missing + "' does not exist");
  }

  @Test
  void anEmptyDirectoryIsToldInASentenceUnlessItIsWatched() {
    String empty = directory.toString();

    assertThatThrownBy(() -> FilesSource.create(TestOptions.files(empty).source(), 100))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "source.path = '"
                + empty
                + "' holds no events: put .ndjson, .jsonl or .json files there, plain or .gz");
    assertThat(
            FilesSource.create(
                TestOptions.files(empty).with("source.files-mode", "watch").source(), 100))
        .isNotNull();
  }

  @Test
  void aFileIsReadButNotWatched() throws IOException {
    String file = Files.createFile(directory.resolve("a.ndjson")).toString();

    assertThat(FilesSource.create(TestOptions.files(file).source(), 100).getBoundedness())
        .isEqualTo(Boundedness.BOUNDED);
    assertThatThrownBy(
            () ->
                FilesSource.create(
                    TestOptions.files(file).with("source.files-mode", "watch").source(), 100))
        .isInstanceOf(ConfigException.class)
        .hasMessage("source.path = '" + file + "' is a file: name a directory");
  }
}
