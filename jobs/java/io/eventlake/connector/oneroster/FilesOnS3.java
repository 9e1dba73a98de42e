package io.eventlake.connector.oneroster;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.eventlake.connector.aws.S3Access;
import io.eventlake.connector.aws.S3File;
import io.eventlake.connector.aws.S3Folder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Those in a folder of S3. What is read is copied to the temporary folder, once. */
final class FilesOnS3 extends LandedFiles {

  private final String place;
  private final S3Folder folder;
  private final Map<String, S3File> files = new HashMap<>();
  private final Map<String, Path> copies = new HashMap<>();

  /** Null while nothing was read. */
  private Path directory;

  FilesOnS3(String place, S3Access access) {
    this.place = place;
    this.folder = new S3Folder(place, access);
  }

  @Override
  public List<LandedFile> list() throws IOException {
    List<S3File> all = folder.all();
    if (all.isEmpty()) {
      throw new FileNotFoundException("nothing is at " + place);
    }

    return all.stream().map(this::file).collect(Collectors.toList());
  }

  private LandedFile file(S3File file) {
    files.put(file.name, file);
    return new LandedFile(file.name, file.place, file.etag, file.place.equals(place));
  }

  @Override
  public Path local(LandedFile file) throws IOException {
    Path copy = copies.get(file.name);
    if (copy == null) {
      copy = directory().resolve(String.valueOf(copies.size()));
      folder.copy(files.get(file.name), copy);
      copies.put(file.name, copy);
    }

    return copy;
  }

  private Path directory() throws IOException {
    if (directory == null) {
      directory = Files.createTempDirectory("eventlake-results");
    }

    return directory;
  }

  @Override
  public void close() {
    folder.close();
    try {
      if (directory != null) {
        MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be removed", e);
    }
  }
}
