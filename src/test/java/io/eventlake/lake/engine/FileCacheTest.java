package io.eventlake.lake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.connector.iceberg.LakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of files of S3, for which a store in memory stands here. */
class FileCacheTest {

  private static final String A = "s3://lake/a.parquet";
  private static final String B = "s3://lake/b.parquet";
  private static final String C = "s3://lake/c.parquet";

  @TempDir Path directory;

  private final InMemoryFileIO store = new InMemoryFileIO();

  /** All stores in memory are one. */
  @BeforeEach
  void empty() {
    Stream.of(A, B, C).filter(store::fileExists).forEach(store::deleteFile);
  }

  @Test
  void fileIsFetchedOnce() throws IOException {
    store.addFile(A, new byte[] {1, 2, 3});
    FileCache cache = new FileCache(directory.resolve("cache"), 100);

    Path copy = Path.of(cache.paths(store, Map.of(A, 3L)).get(A));
    assertThat(copy).hasBinaryContent(new byte[] {1, 2, 3});
    store.deleteFile(A);
    assertThat(cache.paths(store, Map.of(A, 3L))).containsEntry(A, copy.toString());
    assertThat(directory.resolve("cache")).isDirectoryContaining("glob:**.parquet");
    assertThat(directory.resolve("cache")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void filesOfThisMachineStayWhereTheyAre() {
    FileCache cache = new FileCache(directory.resolve("cache"), 100);

    assertThat(cache.paths(store, Map.of("file:/lake/a", 1L, "/lake/b", 1L)))
        .containsEntry("file:/lake/a", "/lake/a")
        .containsEntry("/lake/b", "/lake/b");
    assertThat(directory.resolve("cache")).doesNotExist();
  }

  @Test
  void copyThatIsCutIsFetchedAnew() throws IOException {
    store.addFile(A, new byte[] {1, 2, 3});
    FileCache cache = new FileCache(directory, 100);
    Path copy = Path.of(cache.paths(store, Map.of(A, 3L)).get(A));
    Files.write(copy, new byte[] {1});

    cache.paths(store, Map.of(A, 3L));

    assertThat(copy).hasBinaryContent(new byte[] {1, 2, 3});
  }

  @Test
  void whatIsReadLeastRecentlyMakesRoom() throws IOException {
    FileCache cache = new FileCache(directory, 7);
    Path a = fetch(cache, A, 3);
    Path b = fetch(cache, B, 3);
    Files.setLastModifiedTime(a, FileTime.from(Instant.ofEpochSecond(1)));
    Files.setLastModifiedTime(b, FileTime.from(Instant.ofEpochSecond(2)));
    cache.paths(store, Map.of(A, 3L)); // read once more

    Path c = fetch(cache, C, 3);

    assertThat(b).doesNotExist();
    assertThat(a).exists();
    assertThat(c).exists();
  }

  @Test
  void filesOfOneStatementStayWhateverTheirSize() {
    store.addFile(A, new byte[3]);
    store.addFile(B, new byte[3]);
    FileCache cache = new FileCache(directory, 1);

    assertThat(cache.paths(store, Map.of(A, 3L, B, 3L)).values())
        .allSatisfy(copy -> assertThat(Path.of(copy)).exists());
  }

  @Test
  void whatCanNotBeFetchedIsTold() {
    store.addFile(A, new byte[2]);
    FileCache cache = new FileCache(directory, 100);

    assertThatThrownBy(() -> cache.paths(store, Map.of(A, 3L)))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "The file s3://lake/a.parquet has 2 bytes and not 3 as its table says: it is damaged");
    assertThatThrownBy(() -> cache.paths(store, Map.of(B, 3L)))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("The file s3://lake/b.parquet cannot be fetched: ");
    assertThat(directory).isEmptyDirectory();
  }

  private Path fetch(FileCache cache, String location, int length) {
    store.addFile(location, new byte[length]);
    return Path.of(cache.paths(store, Map.of(location, (long) length)).get(location));
  }
}
