package io.eventlake.serve.exports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where exports and their files are kept; what a method has done outlives the process. */
interface ExportStore extends AutoCloseable {

  /** All of them, of all tenants, the oldest first. */
  List<Export> all() throws IOException;

  Optional<Export> find(String id) throws IOException;

  /** Keeps what is known of one, in place of what was. */
  void save(Export export) throws IOException;

  /** A file of this machine that one is written to before it is kept. */
  Path work(Export export) throws IOException;

  /** Keeps what was written as its file; whole or not at all. */
  void keep(Export export) throws IOException;

  /** Removes its file, if there is one. */
  void removeFile(Export export) throws IOException;

  /** Forgets it, and its file. */
  void remove(Export export) throws IOException;

  /** Its file. */
  InputStream open(Export export) throws IOException;

  /** An address that has its file for a while, without a key; empty where there is none. */
  Optional<String> link(Export export, Duration how);

  @Override
  void close();
}
