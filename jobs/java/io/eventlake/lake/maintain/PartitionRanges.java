package io.eventlake.lake.maintain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Comparators;

/**
 * Ranges of a table's partitions in their order, with about as many files in each, so that a query
 * of some days opens the manifests of these days only.
 */
final class PartitionRanges {

  /** By partition spec: the range that begins with a partition; the first begins with any. */
  private final Map<Integer, TreeMap<StructLike, Integer>> starts = new HashMap<>();

  private PartitionRanges() {}

  /**
   * Reads which partitions the manifests have files of.
   *
   * @param wanted how many ranges to make, for all partition specs together
   */
  static PartitionRanges of(Table table, List<ManifestFile> manifests, int wanted) {
    PartitionRanges ranges = new PartitionRanges();
    if (wanted == 1) {
      return ranges;
    }

    Map<Integer, TreeMap<StructLike, Integer>> files = new HashMap<>();
    int all = 0;
    for (ManifestFile manifest : manifests) {
      PartitionSpec spec = table.specs().get(manifest.partitionSpecId());
      TreeMap<StructLike, Integer> ofSpec =
          files.computeIfAbsent(
              spec.specId(), any -> new TreeMap<>(Comparators.forType(spec.partitionType())));
      all += count(table, manifest, ofSpec);
    }

    int each = Math.max(1, all / wanted);
    files.forEach((spec, ofSpec) -> ranges.starts.put(spec, starts(ofSpec, each)));
    return ranges;
  }

  /** The number of the range that the file belongs to; of another spec it may be the same. */
  int of(DataFile file) {
    TreeMap<StructLike, Integer> ofSpec = starts.get(file.specId());
    Map.Entry<StructLike, Integer> range =
        ofSpec == null ? null : ofSpec.floorEntry(file.partition());
    return range == null ? 0 : range.getValue();
  }

  private static int count(Table table, ManifestFile manifest, Map<StructLike, Integer> files) {
    int all = 0;
    try (ManifestReader<DataFile> reader =
        ManifestFiles.read(manifest, table.io(), table.specs()).select(List.of("partition"))) {
      for (DataFile file : reader) {
        files.merge(file.partition(), 1, Integer::sum);
        all++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The manifest " + manifest.path() + " cannot be closed", e);
    }

    return all;
  }

  private static TreeMap<StructLike, Integer> starts(TreeMap<StructLike, Integer> files, int each) {
    TreeMap<StructLike, Integer> starts = new TreeMap<>(files.comparator());
    int before = 0;
    for (Map.Entry<StructLike, Integer> partition : files.entrySet()) {
      starts.put(partition.getKey(), before / each);
      before += partition.getValue();
    }

    return starts;
  }
}
