package io.eventlake.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.connector.files.WholeFile.OnChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesEnumeratorTest {

  @TempDir private Path directory;

  private final MockSplitEnumeratorContext<FileSourceSplit> context =
      new MockSplitEnumeratorContext<>(2);

  @BeforeEach
  void filesAndReaders() throws Exception {
    Files.writeString(directory.resolve("a.ndjson"), "{}\n");
    Files.writeString(directory.resolve("b.ndjson"), "{}\n");
    context.registerReader(new ReaderInfo(0, "host"));
    context.registerReader(new ReaderInfo(1, "host"));
  }

  @Test
  void theLastReaderEndsWhenNoFileHasChanged() throws Throwable {
    SplitEnumerator<FileSourceSplit, ?> enumerator =
        source(Duration.ZERO).createEnumerator(context);
    enumerator.start();
    for (int request = 0; request < 3; request++) {
      enumerator.handleSplitRequest(1, "host");
    }

    assertThat(assigned()).containsExactly("a.ndjson", "b.ndjson");
    assertThat(context.hasNoMoreSplits(1)).isTrue();
    enumerator.handleSplitRequest(0, "host");
    assertThat(context.hasNoMoreSplits(0)).as("not before a last look").isFalse();
    context.runNextOneTimeCallable();
    assertThat(context.hasNoMoreSplits(0)).isTrue();
  }

  /** Its new lines would be missing, and nobody would know. */
  @Test
  void aFileThatGrewBehindItsReaderEndsTheRunWithAnError() throws Throwable {
    SplitEnumerator<FileSourceSplit, ?> enumerator =
        source(Duration.ZERO).createEnumerator(context);
    enumerator.start();
    for (int request = 0; request < 3; request++) {
      enumerator.handleSplitRequest(1, "host");
    }

    Files.writeString(directory.resolve("a.ndjson"), "{}\n", StandardOpenOption.APPEND);
    enumerator.handleSplitRequest(0, "host");

    assertThatThrownBy(context::runNextOneTimeCallable)
        .hasStackTraceContaining("The file a.ndjson has changed since it was found: it grew");
    assertThat(context.hasNoMoreSplits(0)).isFalse();
  }

  @Test
  void aRunThatGoesOnLooksFirst() throws Throwable {
    PendingSplitsCheckpoint<FileSourceSplit> state =
        source(Duration.ZERO).createEnumerator(context).snapshotState(1);
    Files.writeString(directory.resolve("b.ndjson"), "", StandardOpenOption.TRUNCATE_EXISTING);

    source(Duration.ZERO).restoreEnumerator(context, state).start();

    assertThatThrownBy(context::runNextOneTimeCallable)
        .hasStackTraceContaining("The file b.ndjson has changed since it was found: it became");
  }

  @Test
  void aWatchedDirectoryGivesWhatIsNewAndTellsWhatChanged() throws Throwable {
    SplitEnumerator<FileSourceSplit, ?> enumerator =
        source(Duration.ofSeconds(10)).createEnumerator(context);
    enumerator.start();
    for (int request = 0; request < 3; request++) {
      enumerator.handleSplitRequest(1, "host");
    }

    enumerator.handleSplitRequest(0, "host");
    assertThat(context.hasNoMoreSplits(0)).isFalse();
    Files.writeString(directory.resolve("c.ndjson"), "{}\n");
    Files.writeString(directory.resolve("a.ndjson"), "{}\n", StandardOpenOption.APPEND);
    context.runPeriodicCallable(0);

    assertThat(assigned())
        .satisfiesExactlyInAnyOrder(
            id -> assertThat(id).isEqualTo("a.ndjson"),
            id -> assertThat(id).isEqualTo("b.ndjson"),
            id -> assertThat(id).isEqualTo("c.ndjson"),
            id -> assertThat(id).startsWith("a.ndjson//grew from 3 bytes (written at "));
  }

  private EventFileSource source(Duration interval) {
    OnChange onChange = interval.isZero() ? OnChange.FAIL : OnChange.TELL;
    return new EventFileSource(
        new org.apache.flink.core.fs.Path(directory.toString()),
        interval,
        new NdjsonFormat(1_000, onChange),
        splits -> new TimeOrderAssigner(splits, new FirstEvents(null, null)));
  }

  private List<String> assigned() {
    return context.getSplitsAssignmentSequence().stream()
        .flatMap(step -> step.assignment().values().stream())
        .flatMap(List::stream)
        .map(FileSourceSplit::splitId)
        .toList();
  }
}
