package io.eventlake.connector.iceberg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * A table's metadata on the local disk. What is none counts as not found: Iceberg tries to read
 * anything else again for more than a minute, which helps on a network and not here.
 */
final class MetadataInput implements InputFile {

  private final InputFile file;

  private MetadataInput(InputFile file) {
    this.file = file;
  }

  /** The file itself, unless it holds metadata by its name. */
  static InputFile of(InputFile file) {
    String name = file.location();
    return name.endsWith(".metadata.json") && !name.endsWith(".gz.metadata.json")
        ? new MetadataInput(file)
        : file;
  }

  @Override
  public SeekableInputStream newStream() {
    try (InputStream in = file.newStream()) {
      TableMetadataParser.fromJson(
          location(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (NotFoundException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // whatever a parser meets in other bytes
      throw new NotFoundException(e, "%s is no metadata of a table", location());
    }

    return file.newStream();
  }

  @Override
  public long getLength() {
    return file.getLength();
  }

  @Override
  public String location() {
    return file.location();
  }

  @Override
  public boolean exists() {
    return file.exists();
  }
}
