package io.eventlake.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folders of a class path: directories, the launcher's jar, or that of the service, which Flink
 * loads by a loader of its own. In a jar a folder has to have an entry, as builds write them.
 */
public final class ResourceFolder {

  private ResourceFolder() {}

  /**
   * The files below a folder, by the names under which they are read, sorted; none where it is not
   * on the class path.
   *
   * @param folder without a slash before and with one behind it
   */
  public static Collection<String> files(ClassLoader loader, String folder) {
    TreeSet<String> files = new TreeSet<>();
    try {
      for (URL url : Collections.list(loader.getResources(folder))) {
        URLConnection connection = url.openConnection();
        files.addAll(
            connection instanceof JarURLConnection
                ? ofJar((JarURLConnection) connection, folder)
                : ofDirectory(Path.of(URI.create(url.toString())), folder));
      }

      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be listed", e);
    }
  }

  /** The text of a file. */
  static String read(ClassLoader loader, String file) {
    try (InputStream in = loader.getResourceAsStream(file)) {
      if (in == null) {
        throw new DdlException(file + " is not on the class path: the jar is not complete");
      }

      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static Collection<String> ofJar(JarURLConnection connection, String folder)
      throws IOException {
    // Without the cache the jar is this look's own, to be closed.
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      return jar.stream()
          .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(folder))
          .map(entry -> entry.getName())
          .collect(Collectors.toList());
    }
  }

  private static Collection<String> ofDirectory(Path directory, String folder) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> folder + directory.relativize(path).toString().replace('\\', '/'))
          .collect(Collectors.toList());
    }
  }
}
