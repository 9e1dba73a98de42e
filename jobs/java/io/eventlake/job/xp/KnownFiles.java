package io.eventlake.job.xp;

import java.util.HashMap;
import java.util.Map;

/**
 * The files that were read, each as it was when it was read last: one that has an earlier content
 * again is news, too.
 */
final class KnownFiles {

  static final long NO_BULK = 0;

  private final Map<String, Known> files = new HashMap<>();
  private long last;

  /** Takes one; of those of a name the last one stands. */
  void add(String name, String digest, String version, boolean isBulk, long delivery) {
    files.put(name, new Known(digest, version, isBulk ? delivery : NO_BULK));
    last = Math.max(last, delivery);
  }

  /** Number of the last delivery; 0 for none. */
  long last() {
    return last;
  }

  /**
   * Whether it is as it was.
   *
   * @param version null where bytes have to be looked at
   */
  boolean hasVersion(String name, String version) {
    Known known = files.get(name);
    return version != null && known != null && version.equals(known.version);
  }

  boolean hasDigest(String name, String digest) {
    Known known = files.get(name);
    return known != null && known.digest.equals(digest);
  }

  /** Number of the delivery of all results that it was a part of, or {@link #NO_BULK}. */
  long bulk(String name) {
    Known known = files.get(name);
    return known == null ? NO_BULK : known.bulk;
  }

  private static final class Known {
    final String digest;
    final String version;
    final long bulk;

    Known(String digest, String version, long bulk) {
      this.digest = digest;
      this.version = version;
      this.bulk = bulk;
    }
  }
}
