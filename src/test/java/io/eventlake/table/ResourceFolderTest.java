package io.eventlake.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.flink.util.ChildFirstClassLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder is listed wherever the class path has it. */
class ResourceFolderTest {

  private static final String FOLDER = "iceberg-ddl/blocks/";
  private static final List<String> FILES =
      List.of(FOLDER + "bronze/events.sql", FOLDER + "gold/towers.sql");

  @TempDir private Path directory;

  @BeforeEach
  void write() throws IOException {
    for (String file : FILES) {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "-- " + file);
    }
  }

  @Test
  void ofADirectoryWithASpaceInItsName() throws IOException {
    Path moved = Files.move(directory.resolve("iceberg-ddl"), spaced().resolve("iceberg-ddl"));

    try (URLClassLoader loader = loader(moved.getParent())) {
      assertThat(ResourceFolder.files(loader, FOLDER)).containsExactlyElementsOf(FILES);
    }
  }

  /** As the launcher's jar, and as Flink loads that of the service. */
  @Test
  void ofAJarByItsOwnLoaderAndByFlinksChildFirst() throws IOException {
    Path jar = jar(spaced().resolve("eventlake.jar"));

    try (URLClassLoader loader = loader(jar);
        URLClassLoader flink =
            new ChildFirstClassLoader(
                new URL[] {jar.toUri().toURL()},
                ResourceFolderTest.class.getClassLoader(),
                new String[] {"java."},
                error -> {})) {
      assertThat(ResourceFolder.files(loader, FOLDER)).containsExactlyElementsOf(FILES);
      assertThat(ResourceFolder.files(flink, FOLDER)).containsExactlyElementsOf(FILES);
      // Nothing of the class path's own was taken for it, and that is still there.
      assertThat(ResourceFolder.files(flink, "iceberg-ddl/segments/"))
          .containsExactly("iceberg-ddl/segments/silver/user_segments.sql");
    }

    Files.delete(jar);
    assertThat(jar).as("not held open").doesNotExist();
  }

  @Test
  void aFolderThatIsNotThereHasNoFiles() throws IOException {
    try (URLClassLoader loader = loader(directory)) {
      assertThat(ResourceFolder.files(loader, "iceberg-ddl/bricks/")).isEmpty();
    }
  }

  private Path spaced() throws IOException {
    return Files.createDirectory(directory.resolve("a place"));
  }

  private static URLClassLoader loader(Path root) throws IOException {
    return new URLClassLoader(new URL[] {root.toUri().toURL()}, null);
  }

  /** With an entry for each folder, as the build writes them. */
  private Path jar(Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> paths = Files.walk(directory.resolve("iceberg-ddl"))) {
      for (Path path : paths.sorted().toList()) {
        String name = directory.relativize(path).toString();
        out.putNextEntry(new JarEntry(Files.isDirectory(path) ? name + "/" : name));
        if (Files.isRegularFile(path)) {
          Files.copy(path, out);
        }
      }
    }

    return jar;
  }
}
