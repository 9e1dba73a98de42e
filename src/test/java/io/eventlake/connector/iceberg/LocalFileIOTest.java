package io.eventlake.connector.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is forced to the disk when it is closed, with the folders that lead to it. */
class LocalFileIOTest {

  @TempDir private Path lake;

  @Test
  void aClosedFileIsOnTheDiskAndItsNameToo() throws IOException {
    RecordedDisk disk = new RecordedDisk();
    LocalFileIO io = new LocalFileIO(disk);
    io.initialize(Map.of(LakePlace.PROPERTY, lake.toString()));
    String file = lake + "/silver/events/x";

    try (OutputStream out = io.newOutputFile(file).create()) {
      assertThat(disk.forced).as("new folders").containsExactly("folder .", "folder silver");
      out.write('x');
      out.write(new byte[100_000]);
    }

    assertThat(disk.forced.subList(2, disk.forced.size()))
        .as("the bytes before the name")
        .containsExactly("silver/events/x 100001", "folder silver/events");

    disk.forced.clear();
    OutputStream again = io.newOutputFile(file + "2").createOrOverwrite();
    again.close();
    again.close();
    io.replace(file + "2", file);
    assertThat(disk.forced)
        .containsExactly("silver/events/x2 0", "folder silver/events", "folder silver/events");
    assertThat(Path.of(file)).isEmptyFile();
  }

  private final class RecordedDisk extends Disk {

    private static final long serialVersionUID = 1L;

    private final transient List<String> forced = new ArrayList<>();

    @Override
    void force(Path file, FileDescriptor descriptor) throws IOException {
      super.force(file, descriptor);
      forced.add(lake.relativize(file) + " " + Files.size(file));
    }

    @Override
    void forceFolder(Path folder) throws IOException {
      super.forceFolder(folder);
      forced.add("folder " + (folder.equals(lake) ? "." : lake.relativize(folder)));
    }
  }
}
