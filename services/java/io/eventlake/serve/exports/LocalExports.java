package io.eventlake.serve.exports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.serve.http.KeptFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Exports in a folder of this machine: a record of each, and its file. */
final class LocalExports implements ExportStore {

  private static final String RECORD = ".json.record";
  private static final String PART = ".part";

  private final ObjectMapper json = new ObjectMapper();
  private final KeptFolder folder;

  /** Opens a folder, and removes what was not finished there. */
  LocalExports(KeptFolder folder) throws IOException {
    this.folder = folder;
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder.path(""), "*" + PART)) {
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    }
  }

  @Override
  public List<Export> all() throws IOException {
    List<Export> all = new ArrayList<>();
    try (DirectoryStream<Path> records = Files.newDirectoryStream(folder.path(""), "*" + RECORD)) {
      for (Path record : records) {
        all.add(json.readValue(record.toFile(), Export.class));
      }
    }

    all.sort(Comparator.comparing(Export::created).thenComparing(Export::id));
    return all;
  }

  @Override
  public Optional<Export> find(String id) throws IOException {
    Path record = folder.path(id + RECORD);
    return Files.exists(record)
        ? Optional.of(json.readValue(record.toFile(), Export.class))
        : Optional.empty();
  }

  @Override
  public void save(Export export) throws IOException {
    Path record = folder.path(export.id() + RECORD);
    Path part = folder.path(export.id() + RECORD + PART);
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(json.writeValueAsBytes(export));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }

      channel.force(true);
    }

    Files.move(part, record, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public Path work(Export export) throws IOException {
    Path part = folder.path(export.id() + PART);
    Files.deleteIfExists(part);
    return part;
  }

  @Override
  public void keep(Export export) throws IOException {
    Files.move(folder.path(export.id() + PART), file(export), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void removeFile(Export export) throws IOException {
    Files.deleteIfExists(file(export));
  }

  @Override
  public void remove(Export export) throws IOException {
    removeFile(export);
    Files.deleteIfExists(folder.path(export.id() + RECORD));
  }

  @Override
  public InputStream open(Export export) throws IOException {
    return Files.newInputStream(file(export));
  }

  @Override
  public Optional<String> link(Export export, Duration how) {
    return Optional.empty();
  }

  private Path file(Export export) {
    return folder.path(export.id() + "." + export.format().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() {
    folder.close();
  }
}
