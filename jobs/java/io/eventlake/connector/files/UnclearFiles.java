package io.eventlake.connector.files;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Looks into files whose names do not say what they are, into each once as long as it is as it was.
 */
final class UnclearFiles {

  private final Map<String, FileMark> withoutEvents = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  /**
   * True for gzip and what begins as JSON does, and for what was read before.
   *
   * @param known files of state: nothing new is to be learned of them
   */
  boolean holdEvents(FileSystem fileSystem, Path path, FileMark mark, Map<String, FileMark> known)
      throws IOException {
    String key = path.toString();
    if (known.containsKey(key)) {
      return true;
    }

    seen.add(key);
    FileMark before = withoutEvents.get(key);
    if (before != null && mark.isUntouched(before)) {
      return false;
    }

    if (FirstBytes.beginEvents(fileSystem, path)) {
      return true;
    }

    withoutEvents.put(key, mark);
    return false;
  }

  /** Forgets what the listing that ends here did not meet. */
  void endListing() {
    withoutEvents.keySet().retainAll(seen);
    seen.clear();
  }
}
