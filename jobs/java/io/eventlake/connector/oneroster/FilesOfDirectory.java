package io.eventlake.connector.oneroster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Those below a directory of this machine. */
final class FilesOfDirectory extends LandedFiles {

  private final Path named;

  FilesOfDirectory(Path named) {
    this.named = named;
  }

  @Override
  public List<LandedFile> list() throws IOException {
    if (!Files.exists(named)) {
      throw new FileNotFoundException(named + " is not there");
    }

    if (!Files.isDirectory(named)) {
      return List.of(
          new LandedFile(String.valueOf(named.getFileName()), named.toString(), null, true));
    }

    try (Stream<Path> all = Files.walk(named)) {
      return all.filter(Files::isRegularFile)
          .map(path -> new LandedFile(name(path), path.toString(), null, false))
          .sorted(Comparator.comparing(file -> file.name))
          .collect(Collectors.toList());
    }
  }

  private String name(Path path) {
    return named.relativize(path).toString().replace('\\', '/');
  }

  @Override
  public Path local(LandedFile file) {
    return Path.of(file.place);
  }

  @Override
  public void close() {}
}
