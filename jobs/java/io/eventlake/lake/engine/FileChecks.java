package io.eventlake.lake.engine;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.parquet.PageChecksums;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Sees to it that no file of rows is read whose bytes have changed, once for each file of a
 * session: DuckDB does not look at the checksums of pages, and a flipped bit would be another
 * number.
 */
final class FileChecks {

  private final boolean wanted;
  private final Set<String> good = ConcurrentHashMap.newKeySet();

  private FileChecks(boolean wanted) {
    this.wanted = wanted;
  }

  /** Looks at none. */
  static FileChecks none() {
    return new FileChecks(false);
  }

  static FileChecks all() {
    return new FileChecks(true);
  }

  /**
   * Looks at files that were not looked at yet.
   *
   * @param table that they are of, as messages have it
   * @throws LakeException naming the first that is damaged
   */
  void require(String table, Collection<String> paths) {
    if (!wanted) {
      return;
    }

    List<String> others =
        paths.stream().filter(path -> !good.contains(path)).collect(Collectors.toList());
    Optional<String> damage =
        others.parallelStream()
            .map(
                path ->
                    PageChecksums.damage(Path.of(path)).map(why -> "the file " + path + " " + why))
            .flatMap(Optional::stream)
            .findFirst();
    if (damage.isPresent()) {
      throw new LakeException(table + ": " + damage.get());
    }

    good.addAll(others);
  }
}
