package io.eventlake.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.connector.files.WholeFile.OnChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.PendingSplitsCheckpointSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFilesTest {

  private static final FileTime TIME = FileTime.fromMillis(1_700_000_000_123L);

  @TempDir private Path directory;
  @TempDir private Path elsewhere;

  private Path file;
  private KnownFiles watched;

  @BeforeEach
  void aFileThatWasFound() throws IOException {
    file = write(directory.resolve("a.ndjson"), "{\"a\":1}\n");
    watched = files(OnChange.TELL);
    assertThat(ids(watched.begin(watched.list()))).containsExactly("a.ndjson");
  }

  @Test
  void whatStaysIsReadOnceAndWhatIsNewIsRead() throws IOException {
    assertThat(look(watched)).isEmpty();
    write(directory.resolve("b.ndjson"), "{}\n");

    assertThat(look(watched)).containsExactly("b.ndjson");
    assertThat(look(watched)).isEmpty();
  }

  @Test
  void aFileThatGrowsIsToldOnce() throws IOException {
    write(file, "{\"a\":1}\n{\"a\":2}\n");

    assertThat(look(watched))
        .containsExactly("a.ndjson//grew from 8 bytes (written at 2023-11-14T22:13:20.123Z) to 16");
    write(file, "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n");
    assertThat(look(watched)).isEmpty();
  }

  @Test
  void aFileThatBecomesShorterOrIsWrittenAgainIsTold() throws IOException {
    write(file, "{}\n");
    assertThat(look(files(OnChange.TELL).restore(watched.state(List.of()))))
        .containsExactly(
            "a.ndjson//became shorter, from 8 bytes (written at 2023-11-14T22:13:20.123Z) to 3");

    write(file, "{\"b\":2}\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_124L));
    assertThat(look(watched))
        .containsExactly(
            "a.ndjson//was written again: its time was 2023-11-14T22:13:20.123Z and is"
                + " 2023-11-14T22:13:20.124Z");
  }

  /** As with {@code touch -r}: in its place, and by another file. */
  @Test
  void sizeAndTimeThatLieAreNotBelieved() throws IOException {
    KnownFiles replaced = files(OnChange.TELL).restore(watched.state(List.of()));
    write(file, "{\"b\":2}\n");
    assertThat(look(watched))
        .containsExactly("a.ndjson//was replaced by one of the same size and time");

    write(elsewhere.resolve("x"), "{\"c\":3}\n");
    Files.move(elsewhere.resolve("x"), file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(look(replaced))
        .containsExactly("a.ndjson//was replaced by one of the same size and time");
  }

  @Test
  void theSameContentInAnotherFileIsNoChange() throws IOException {
    Path copy = write(elsewhere.resolve("x"), "{\"a\":1}\n");
    Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);

    assertThat(look(watched)).isEmpty();
  }

  @Test
  void anotherNameIsNoOtherFile() throws IOException {
    Files.createLink(directory.resolve("0.ndjson"), file);
    Files.createSymbolicLink(directory.resolve("1.ndjson"), file);
    assertThat(look(watched)).isEmpty();

    Files.delete(file);
    assertThat(look(watched)).as("renamed").isEmpty();
    write(directory.resolve("copy.ndjson"), "{\"a\":1}\n");
    assertThat(look(watched)).as("copied").containsExactly("copy.ndjson");
  }

  /** So a file that changed can be given again by a new name. */
  @Test
  void aFileThatChangedIsAnotherWhenItIsRenamed() throws IOException {
    write(file, "{\"b\":22}\n");
    assertThat(look(watched)).hasSize(1);
    Files.move(file, directory.resolve("b.ndjson"));

    assertThat(look(watched)).containsExactly("b.ndjson");
  }

  @Test
  void inADirectoryWithAnEndAChangeIsAnError() throws IOException {
    KnownFiles bounded = files(OnChange.FAIL).restore(watched.state(List.of()));
    write(directory.resolve("late.ndjson"), "{}\n");
    assertThat(look(bounded)).isEmpty();
    write(file, "{\"a\":1}\n{}\n");

    assertThatThrownBy(() -> look(bounded))
        .isInstanceOf(FilesException.class)
        .hasCauseInstanceOf(FileChangedException.class)
        .hasMessage(
            "The file a.ndjson has changed since it was found: it grew from 8 bytes (written at 2023-11-14T22:13:20.123Z) to 11. What was"
                + " read may be of either content: bring the file back as it was, size and time"
                + " included, give what is new under another name, and go on from the last"
                + " checkpoint. Files must be whole before they appear: write them elsewhere, then"
                + " move them");
    write(file, "{\"a\":1}\n");
    assertThat(look(bounded)).as("brought back").isEmpty();
  }

  @Test
  void aDirectoryThatIsGoneIsNotWaitedForInSilence() throws IOException {
    org.apache.flink.core.fs.Path missing = path(directory.resolve("gone"));
    KnownFiles gone = new KnownFiles(missing, OnChange.TELL);
    for (int i = 1; i < KnownFiles.MOST_FAILURES; i++) {
      assertThat(look(gone)).isEmpty();
    }

    assertThatThrownBy(() -> look(gone))
        .isInstanceOf(FilesException.class)
        .hasMessage(
            missing
                + " cannot be listed, 30 times in a row: "
                + missing
                + " does not exist. Bring it back or correct source.path, then start again"
                + " from the last checkpoint");
  }

  @Test
  void stateKnowsTheFilesAgain() throws IOException {
    write(file, "{}\n");
    look(watched);
    FileSourceSplit pending = new FileSourceSplit("p", path(file), 0, 8, 5, 8);
    FilesStateSerializer serializer = new FilesStateSerializer();

    FilesState state =
        FilesState.of(
            serializer.deserialize(
                serializer.getVersion(), serializer.serialize(watched.state(List.of(pending)))));

    assertThat(ids(state.getSplits())).containsExactly("p");
    assertThat(state.marks).isEqualTo(watched.state(List.of()).marks);
    assertThat(state.told).containsExactly("file:" + file);
  }

  /** Flink's own state, which has the names of what was found, and of what is unread the size. */
  @Test
  void stateOfTheFirstReleaseGoesOn() throws IOException {
    Path unread = write(directory.resolve("b.ndjson"), "{}\n");
    PendingSplitsCheckpointSerializer<FileSourceSplit> flinks =
        new PendingSplitsCheckpointSerializer<>(FileSourceSplitSerializer.INSTANCE);
    byte[] bytes =
        flinks.serialize(
            PendingSplitsCheckpoint.fromCollectionSnapshot(
                List.of(new FileSourceSplit("b.ndjson", path(unread), 0, 2, TIME.toMillis(), 2)),
                Set.of(path(file), path(unread))));

    FilesState state =
        FilesState.of(new FilesStateSerializer().deserialize(flinks.getVersion(), bytes));
    KnownFiles restored = files(OnChange.TELL).restore(state);

    assertThat(look(restored))
        .containsExactly("b.ndjson//grew from 2 bytes (written at 2023-11-14T22:13:20.123Z) to 3");
    write(file, "{\"b\":2}\n");
    assertThat(look(restored)).as("known since the first look").hasSize(1);
  }

  private KnownFiles files(OnChange onChange) {
    return new KnownFiles(path(directory), onChange);
  }

  private static List<String> look(KnownFiles files) {
    FilesListing listing;
    try {
      listing = files.list();
    } catch (IOException e) {
      return ids(files.compare(null, e));
    }

    return ids(files.compare(listing, null));
  }

  private static List<String> ids(Iterable<FileSourceSplit> splits) {
    List<String> ids = new ArrayList<>();
    splits.forEach(split -> ids.add(split.splitId()));
    return ids;
  }

  private static org.apache.flink.core.fs.Path path(Path path) {
    return new org.apache.flink.core.fs.Path("file:" + path);
  }

  private static Path write(Path file, String content) throws IOException {
    Files.writeString(file, content);
    return Files.setLastModifiedTime(file, TIME);
  }
}
