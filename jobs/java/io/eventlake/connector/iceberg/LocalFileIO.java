package io.eventlake.connector.iceberg;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Tables on the local disk without Hadoop's file system, which takes a second to start and leaves a
 * checksum file beside every file.
 */
public final class LocalFileIO implements SupportsPrefixOperations {

  private static final long serialVersionUID = 1L;

  private static final int BUFFER_BYTES = 64 * 1024;

  @Override
  public InputFile newInputFile(String location) {
    return org.apache.iceberg.Files.localInput(file(location));
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new LocalOutputFile(location);
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.deleteIfExists(file(location).toPath());
    } catch (IOException e) {
      throw new UncheckedIOException("Can not delete " + location, e);
    }
  }

  /** The files of a folder and those below it; what goes meanwhile is left out. */
  @Override
  public Iterable<FileInfo> listPrefix(String folder) {
    Path root = file(folder).toPath();
    try {
      LocalListing listing = new LocalListing();
      if (Files.exists(root)) {
        Files.walkFileTree(root, listing);
      }

      return listing.files();
    } catch (IOException e) {
      throw new UncheckedIOException("Can not list " + folder, e);
    }
  }

  @Override
  public void deletePrefix(String folder) {
    listPrefix(folder).forEach(found -> deleteFile(found.location()));
  }

  /** Other programs that share the catalog may write {@code file:} before a path. */
  private static File file(String location) {
    return new File(location.replaceFirst("^file:/+", "/"));
  }

  private static final class LocalOutputFile implements OutputFile {

    private final String location;

    LocalOutputFile(String location) {
      this.location = location;
    }

    @Override
    public PositionOutputStream create() {
      return open(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      return open(
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public String location() {
      return location;
    }

    @Override
    public InputFile toInputFile() {
      return org.apache.iceberg.Files.localInput(file(location));
    }

    private PositionOutputStream open(OpenOption... how) {
      Path path = file(location).toPath();
      try {
        Files.createDirectories(path.getParent());
        return new CountingStream(Files.newOutputStream(path, how));
      } catch (FileAlreadyExistsException e) {
        throw new AlreadyExistsException(e, "File already exists: %s", location);
      } catch (IOException e) {
        throw new UncheckedIOException("Can not create " + location, e);
      }
    }
  }

  private static final class CountingStream extends PositionOutputStream {

    private final OutputStream out;
    private long position;

    CountingStream(OutputStream out) {
      this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
