package io.eventlake.connector.oneroster;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import io.eventlake.connector.aws.S3Access;
import io.eventlake.connector.aws.S3File;
import io.eventlake.connector.aws.S3Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of S3. Nobody can hold it, so that each file is written on the condition that nobody
 * else has meanwhile: of two fetches at a time one ends there, and nothing of the other is lost.
 */
final class FolderOnS3 extends LandingFolder {

  private final S3Folder folder;

  /** ETags of files that were read or written, which may be replaced. */
  private final Map<String, String> known = new HashMap<>();

  /** Null while there was none. */
  private Path unfinished;

  FolderOnS3(String place, S3Access access) {
    super(place);
    this.folder = new S3Folder(place, access);
  }

  @Override
  List<String> folders() {
    try {
      return folder.folders();
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  @Override
  boolean isOnlyFile(String name, ByteSource bytes) {
    try {
      List<S3File> files = folder.beginningWith(name + "/");
      return files.size() == 1 && folder.content(files.get(0)).contentEquals(bytes);
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  @Override
  byte[] read(String name) {
    try {
      for (S3File file : folder.beginningWith(name)) {
        if (file.name.equals(name)) {
          known.put(name, file.etag);
          return folder.content(file).read();
        }
      }

      return null;
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  @Override
  Path unfinished() {
    try {
      if (unfinished == null) {
        unfinished = Files.createTempFile("eventlake-results", null);
      }

      return unfinished;
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  @Override
  void finish(Path whole, String name) {
    land(name, MoreFiles.asByteSource(whole));
  }

  @Override
  void land(String name, ByteSource bytes) {
    try {
      String etag = folder.write(name, bytes, known.get(name));
      if (etag == null) {
        throw taken();
      }

      known.put(name, etag);
    } catch (IOException e) {
      throw cannot(e);
    }
  }

  @Override
  public void close() {
    folder.close();
    try {
      if (unfinished != null) {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw cannot(e);
    }
  }
}
