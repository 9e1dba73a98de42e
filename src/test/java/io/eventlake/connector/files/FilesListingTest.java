package io.eventlake.connector.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesListingTest {

  private static final String EVENT = "{}\n";

  @TempDir private Path directory;
  @TempDir private Path elsewhere;

  @Test
  void takesEndingsInAnyCaseOfLetters() throws IOException {
    for (String name : List.of("X.NDJSON", "x.json.GZ", "y.JsonL", "z.ndjson.gz")) {
      write(name, EVENT);
    }

    assertThat(names(list())).containsExactly("X.NDJSON", "x.json.GZ", "y.JsonL", "z.ndjson.gz");
  }

  @Test
  void looksIntoWhatHasNoEnding() throws IOException {
    write("clicks-1-2026-11-01-10-05-00-4f1c", EVENT);
    write("clicks.1-2026-11-01-10-05-00-4f1c", "\uFEFF \r\n" + EVENT);
    write("archive.1", "[1]\n");
    gzip("clicks-2-2026-11-01", EVENT);
    gzip("clicks-3-2026-11-01.GZ", EVENT);
    write("broken.gz", "no gzip");
    gzip("dump", "PGDMP");
    write("README", "Read me.");
    write("empty", "");

    FilesListing listing = list();

    assertThat(names(listing))
        .containsExactly(
            "archive.1",
            "broken.gz",
            "clicks-1-2026-11-01-10-05-00-4f1c",
            "clicks-2-2026-11-01",
            "clicks-3-2026-11-01.GZ",
            "clicks.1-2026-11-01-10-05-00-4f1c");
    assertThat(leftOut(listing))
        .containsExactly("README NO_EVENTS", "dump NO_EVENTS", "empty NO_EVENTS");
  }

  @Test
  void whatWasNoEventsIsLookedIntoAgainWhenItChanged() throws IOException {
    EventFileEnumerator enumerator = new EventFileEnumerator();
    write("clicks", "");
    assertThat(names(enumerator.list(root(), Map.of()))).isEmpty();

    write("clicks", EVENT);

    assertThat(names(enumerator.list(root(), Map.of()))).containsExactly("clicks");
  }

  @Test
  void saysHowManyFilesItReadsAndWhatItLeavesOut() throws IOException {
    write("a.ndjson", EVENT);
    write("data.csv", "");
    write("x.ndjson.zst", "");
    write("_temporary/b.ndjson", EVENT);
    write(".c.ndjson", EVENT);

    assertThat(list().summary())
        .isEqualTo(
            directory
                + ": 1 file, 3 bytes; left out: 2 such as .c.ndjson (hidden, its name begins with . or"
                + " _); 2 such as data.csv (its ending is none of .ndjson, .jsonl, .json, plain or"
                + " .gz)");
  }

  /** Flink's listing fails at the first of these. */
  @Test
  void oddNamesAreReadOrToldByName() throws IOException {
    List<String> odd =
        List.of("2026-11-01T10:05:00Z.ndjson", "a b%20#?.ndjson", "line\nbreak.ndjson", "~.json");
    for (String name : odd) {
      write(name, EVENT);
    }

    Files.writeString(elsewhere.resolve("x"), EVENT);
    Files.createDirectory(directory.resolve("back\\slash"));
    write("back\\slash.ndjson", EVENT);

    FilesListing listing = list();

    assertThat(names(listing)).containsExactlyInAnyOrderElementsOf(odd);
    for (FoundFile file : listing.files()) {
      assertThat(file.path.getFileSystem().getFileStatus(file.path).getLen()).isEqualTo(3);
    }

    assertThat(leftOut(listing))
        .containsExactly("back\\slash BAD_NAME", "back\\slash.ndjson BAD_NAME");
  }

  @Test
  void whatIsNoFileIsLeftOut() throws Exception {
    write("a.ndjson", EVENT);
    Files.createSymbolicLink(directory.resolve("dangling.ndjson"), Path.of("nothing"));
    Files.createSymbolicLink(directory.resolve("circle.ndjson"), Path.of("circle.ndjson"));
    Files.createSymbolicLink(directory.resolve("device.ndjson"), Path.of("/dev/null"));
    assertThat(new ProcessBuilder("mkfifo", directory + "/pipe.ndjson").start().waitFor()).isZero();
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(directory.resolve("socket.ndjson")));

      FilesListing listing = list();

      assertThat(names(listing)).containsExactly("a.ndjson");
      assertThat(leftOut(listing))
          .containsExactly(
              "circle.ndjson DANGLING",
              "dangling.ndjson DANGLING",
              "device.ndjson NO_FILE",
              "pipe.ndjson NO_FILE",
              "socket.ndjson NO_FILE");
    }
  }

  @Test
  void eachRealFileIsReadOnce() throws IOException {
    write("real/b.ndjson", EVENT);
    Files.createLink(directory.resolve("hard.ndjson"), directory.resolve("real/b.ndjson"));
    Files.createSymbolicLink(directory.resolve("a.ndjson"), Path.of("real/b.ndjson"));
    Files.createSymbolicLink(directory.resolve("again"), directory.resolve("real"));
    Files.createSymbolicLink(directory.resolve("real/loop"), directory);
    Files.createSymbolicLink(directory.resolve("outside"), elsewhere);
    Files.writeString(elsewhere.resolve("c.ndjson"), EVENT);

    FilesListing listing = list();

    assertThat(names(listing)).containsExactly("hard.ndjson", "outside/c.ndjson");
    assertThat(leftOut(listing))
        .containsExactly(
            "a.ndjson SAME_FILE",
            "again/ SAME_FILE",
            "real/b.ndjson SAME_FILE",
            "real/loop/ SAME_FILE");
  }

  @Test
  void ofTwoNamesThatWhichWasReadBeforeStays() throws IOException {
    write("b.ndjson", EVENT);
    FoundFile before = list().files().get(0);
    Files.createLink(directory.resolve("a.ndjson"), directory.resolve("b.ndjson"));

    FilesListing listing =
        new EventFileEnumerator().list(root(), Map.of(before.key(), before.mark));

    assertThat(names(listing)).containsExactly("b.ndjson");
  }

  /** State of earlier runs knows files by what Flink calls them. */
  @Test
  void spellsPathsAsFlinkDoes() throws IOException {
    write("a b/ä%20.ndjson", EVENT);

    FileStatus[] flinks =
        root().getFileSystem().listStatus(new org.apache.flink.core.fs.Path(root(), "a b"));

    assertThat(list().files())
        .extracting(file -> file.path)
        .containsExactlyElementsOf(Arrays.stream(flinks).map(FileStatus::getPath).toList());
  }

  /** Root may read everything but its own memory at 0. */
  @Test
  void whatCannotBeReadIsLeftOut() throws IOException {
    Path memory = Path.of("/proc/self/mem");
    assumeThat(memory).exists();
    write("a.ndjson", EVENT);
    Files.createSymbolicLink(directory.resolve("memory.ndjson"), memory);
    Files.createSymbolicLink(directory.resolve("memory"), memory);

    FilesListing listing = list();

    assertThat(names(listing)).containsExactly("a.ndjson");
    assertThat(listing.leftOut())
        .extracting(LeftOut::toString)
        .containsExactly(
            "memory (it cannot be read, Input/output error)",
            "memory.ndjson (it cannot be read, Input/output error)");
    assertThat(listing.hasUnreadable()).isTrue();
  }

  @Test
  void aMissingDirectoryIsNoEmptyOne() {
    org.apache.flink.core.fs.Path missing = new org.apache.flink.core.fs.Path(root(), "missing");

    assertThatThrownBy(() -> new EventFileEnumerator().list(missing, Map.of()))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(missing + " does not exist");
  }

  private FilesListing list() throws IOException {
    return new EventFileEnumerator().list(root(), Map.of());
  }

  private org.apache.flink.core.fs.Path root() {
    return new org.apache.flink.core.fs.Path(directory.toString());
  }

  private static List<String> names(FilesListing listing) {
    return listing.files().stream().map(file -> file.name).toList();
  }

  private static List<String> leftOut(FilesListing listing) {
    return listing.leftOut().stream().map(left -> left.name + " " + left.why).toList();
  }

  private void write(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private void gzip(String name, String content) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve(name)))) {
      out.write(content.getBytes(UTF_8));
    }
  }
}
