package io.eventlake.lake.relocate;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.parquet.PageChecksums;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DeleteSchemaUtil;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;

/** Rewrites files of position deletes, which name the files that they take rows from. */
final class PositionDeletes {

  private static final Schema COLUMNS = DeleteSchemaUtil.pathPosSchema();

  private final TableFiles files;
  private final TablePaths paths;
  private final Map<String, Long> lengths = new HashMap<>();

  PositionDeletes(TableFiles files, TablePaths paths) {
    this.files = files;
    this.paths = paths;
  }

  /**
   * Rewrites a file once.
   *
   * @return its length in bytes
   */
  long relocate(String location, String format) throws IOException {
    if (!format.equalsIgnoreCase("parquet")) {
      throw new LakeException(
          "The deletes in "
              + location
              + " are of format "
              + format
              + ": compact the table in its old place first");
    }

    if (!lengths.containsKey(location)) {
      List<PositionDelete<Record>> deletes = read(files.require(location));
      lengths.put(location, files.replace(location, file -> write(deletes, file)));
    }

    return lengths.get(location);
  }

  private List<PositionDelete<Record>> read(InputFile file) throws IOException {
    Optional<String> damage = PageChecksums.damage(file);
    if (damage.isPresent()) {
      throw new LakeException(
          "The file " + file.location() + " " + damage.get() + ": copy the lake once more");
    }

    List<PositionDelete<Record>> deletes = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        Parquet.read(file)
            .project(COLUMNS)
            .createReaderFunc(columns -> GenericParquetReaders.buildReader(COLUMNS, columns))
            .build()) {
      for (Record row : rows) {
        PositionDelete<Record> delete = PositionDelete.create();
        deletes.add(delete.set(paths.here(row.get(0).toString()), (Long) row.get(1), null));
      }
    }

    return deletes;
  }

  private static void write(List<PositionDelete<Record>> deletes, OutputFile file)
      throws IOException {
    // The partition is the manifest's to tell.
    try (PositionDeleteWriter<Record> writer =
        Parquet.writeDeletes(file)
            .overwrite()
            .createWriterFunc(GenericParquetWriter::create)
            .withSpec(PartitionSpec.unpartitioned())
            .buildPositionWriter()) {
      deletes.forEach(writer::write);
    }
  }
}
