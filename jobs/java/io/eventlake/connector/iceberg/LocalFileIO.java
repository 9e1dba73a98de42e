package io.eventlake.connector.iceberg;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Tables on the local disk without Hadoop's file system, which takes a second to start and leaves a
 * checksum file beside every file. A file is on the disk, and not only on its way there, when it is
 * closed; none is written or deleted outside of the lake's warehouse.
 */
public final class LocalFileIO implements SupportsPrefixOperations {

  private static final long serialVersionUID = 1L;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Disk disk;
  private LakePlace place;

  public LocalFileIO() {
    this(new Disk());
  }

  LocalFileIO(Disk disk) {
    this.disk = disk;
  }

  @Override
  public void initialize(Map<String, String> properties) {
    place = LakePlace.of(properties);
  }

  @Override
  public InputFile newInputFile(String location) {
    return MetadataInput.of(org.apache.iceberg.Files.localInput(file(location)));
  }

  @Override
  public OutputFile newOutputFile(String location) {
    place.require(location, "written");
    return new LocalOutputFile(location, disk);
  }

  @Override
  public void deleteFile(String location) {
    place.require(location, "deleted");
    try {
      Files.deleteIfExists(file(location).toPath());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + location, e);
    }
  }

  /** Puts a file in the place of another, at once: whoever looks finds the one or the other. */
  public void replace(String written, String location) {
    place.require(location, "written");
    Path target = file(location).toPath();
    try {
      Files.move(file(written).toPath(), target, StandardCopyOption.ATOMIC_MOVE);
      disk.forceFolder(target.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot replace " + location, e);
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
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }

  @Override
  public void deletePrefix(String folder) {
    place.require(folder, "deleted");
    listPrefix(folder).forEach(found -> deleteFile(found.location()));
  }

  private static File file(String location) {
    return LakePlace.localPath(location).toFile();
  }

  private static final class LocalOutputFile implements OutputFile {

    private final String location;
    private final Disk disk;

    LocalOutputFile(String location, Disk disk) {
      this.location = location;
      this.disk = disk;
    }

    @Override
    public PositionOutputStream create() {
      Path path = file(location).toPath();
      try {
        disk.createFolders(path.getParent());
        Files.createFile(path);
      } catch (FileAlreadyExistsException e) {
        throw new AlreadyExistsException(e, "File already exists: %s", location);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot create " + location, e);
      }

      return createOrOverwrite();
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      Path path = file(location).toPath();
      try {
        disk.createFolders(path.getParent());
        return new ForcedStream(path, disk);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot create " + location, e);
      }
    }

    @Override
    public String location() {
      return location;
    }

    @Override
    public InputFile toInputFile() {
      return org.apache.iceberg.Files.localInput(file(location));
    }
  }

  /** Counts the bytes, and forces them and the file's name to the disk at its end. */
  private static final class ForcedStream extends PositionOutputStream {

    private final Path path;
    private final Disk disk;
    private final FileOutputStream file;
    private final OutputStream out;
    private long position;
    private boolean closed;

    ForcedStream(Path path, Disk disk) throws IOException {
      this.path = path;
      this.disk = disk;
      this.file = new FileOutputStream(path.toFile());
      this.out = new BufferedOutputStream(file, BUFFER_BYTES);
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
      if (closed) {
        return;
      }

      closed = true;
      try (file) {
        out.flush();
        disk.force(path, file.getFD());
      }

      disk.forceFolder(path.getParent());
    }
  }
}
