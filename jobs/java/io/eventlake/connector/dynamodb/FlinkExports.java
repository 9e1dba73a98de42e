package io.eventlake.connector.dynamodb;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** Exports on a file system of Flink's: the local disk, and on the service S3. */
final class FlinkExports extends ExportStore {

  private static final long serialVersionUID = 1L;

  @Override
  InputStream open(Path file) throws IOException {
    return file.getFileSystem().open(file);
  }

  @Override
  List<Path> folders(Path folder) throws IOException {
    return list(folder, true);
  }

  @Override
  List<Path> files(Path folder) throws IOException {
    return list(folder, false);
  }

  @Override
  boolean exists(Path folder) throws IOException {
    return folder.getFileSystem().exists(folder);
  }

  private static List<Path> list(Path folder, boolean isFolder) throws IOException {
    List<Path> all = new ArrayList<>();
    try {
      FileStatus[] found = folder.getFileSystem().listStatus(folder);
      for (FileStatus one : found == null ? new FileStatus[0] : found) {
        if (one.isDir() == isFolder) {
          all.add(one.getPath());
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }

    return all;
  }
}
