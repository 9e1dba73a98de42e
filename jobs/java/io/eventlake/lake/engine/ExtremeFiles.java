package io.eventlake.lake.engine;

import io.eventlake.lake.athena.RowCondition.Extreme;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The files that can have the least or the greatest value of a column: a file does without being
 * read where another has a row beyond all of its own. Only a file without deletes surely has one.
 */
final class ExtremeFiles {

  private final NestedField column;
  private final boolean greatest;

  /** What some row surely reaches; null where that is not known. */
  private final Long reached;

  ExtremeFiles(NestedField column, Extreme extreme, List<FileScanTask> files) {
    this.column = column;
    this.greatest = extreme == Extreme.GREATEST;
    this.reached =
        files.stream()
            .filter(task -> task.deletes().isEmpty() && hasValue(task.file()))
            .map(task -> bound(task.file(), !greatest))
            .flatMap(Optional::stream)
            .reduce((one, other) -> isBeyond(one, other) ? one : other)
            .orElse(null);
  }

  /** Whether whole numbers stand for the values of a column, and files have bounds of these. */
  static boolean isKnownOf(NestedField column) {
    switch (column.type().typeId()) {
      case INTEGER:
      case LONG:
      case DATE:
      case TIMESTAMP:
        return true;
      default:
        return false;
    }
  }

  /** Those among files. */
  List<FileScanTask> among(List<FileScanTask> files) {
    return files.stream().filter(task -> canHave(task.file())).collect(Collectors.toList());
  }

  private boolean canHave(DataFile file) {
    return reached == null
        || bound(file, greatest).map(most -> !isBeyond(reached, most)).orElse(true);
  }

  /** Nearer to the extreme. */
  private boolean isBeyond(long one, long other) {
    return greatest ? one > other : one < other;
  }

  private boolean hasValue(DataFile file) {
    Long values = of(file.valueCounts());
    Long nulls = of(file.nullValueCounts());
    return values != null && nulls != null && values > nulls;
  }

  private Optional<Long> bound(DataFile file, boolean upper) {
    ByteBuffer bytes = of(upper ? file.upperBounds() : file.lowerBounds());
    return Optional.ofNullable(bytes)
        .map(bound -> ((Number) Conversions.fromByteBuffer(column.type(), bound)).longValue());
  }

  private <T> T of(Map<Integer, T> figures) {
    return figures == null ? null : figures.get(column.fieldId());
  }
}
