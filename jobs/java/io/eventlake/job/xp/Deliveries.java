package io.eventlake.job.xp;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.eventlake.config.ConfigException;
import io.eventlake.config.XpOptions;
import io.eventlake.connector.oneroster.LandedFile;
import io.eventlake.connector.oneroster.LandedFiles;
import io.eventlake.family.xp.ResultFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of results that are not as they were when they were read last, in the order of their
 * paths. Each is a delivery; files next to each other in one folder that say they are bulk are one
 * together, and where one of them is another now, all are delivered again: by itself it would say
 * that what the others have is gone.
 */
final class Deliveries {

  private final String named;
  private final LandedFiles files;
  private final KnownFiles known;

  private Deliveries(String named, LandedFiles files, KnownFiles known) {
    this.named = named;
    this.files = files;
    this.known = known;
  }

  /**
   * Finds them.
   *
   * @param named a file or a directory
   * @param files what is there; those that are found can be read until they are closed
   * @throws ConfigException when nothing is there
   */
  static List<DeliveredFile> find(String named, LandedFiles files, KnownFiles known) {
    try {
      return new Deliveries(named, files, known).find();
    } catch (FileNotFoundException e) {
      throw new ConfigException(
          XpOptions.RESULTS.key()
              + " = '"
              + named
              + "' is not there: name a file or a directory with pages of results",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(named + " cannot be read: " + e.getMessage(), e);
    }
  }

  private List<DeliveredFile> find() throws IOException {
    List<LandedFile> landed = results();
    Set<LandedFile> news = new HashSet<>();
    Set<Long> again = new HashSet<>();
    for (LandedFile file : landed) {
      if (isNews(file)) {
        news.add(file);
        again.add(known.bulk(file.name));
      }
    }

    again.remove(KnownFiles.NO_BULK);
    List<DeliveredFile> found = new ArrayList<>();
    for (LandedFile file : landed) {
      if (news.contains(file) || again.contains(known.bulk(file.name))) {
        found.add(behind(found, file));
      }
    }

    return found;
  }

  /** A file that was named itself is one, whatever its name. */
  private List<LandedFile> results() throws IOException {
    return files.list().stream()
        .filter(file -> file.isNamed || ResultFile.isOne(file.name))
        .collect(Collectors.toList());
  }

  private boolean isNews(LandedFile file) throws IOException {
    return !known.hasVersion(file.name, file.version)
        && !known.hasDigest(file.name, sha256(files.local(file)));
  }

  private DeliveredFile behind(List<DeliveredFile> found, LandedFile file) throws IOException {
    Path path = files.local(file);
    boolean isBulk = ResultFile.isBulk(path, file.place);
    DeliveredFile before = found.isEmpty() ? null : found.get(found.size() - 1);
    long last = before == null ? known.last() : before.delivery;
    boolean isMore = isBulk && before != null && before.isBulk && before.isBeside(file);
    return new DeliveredFile(file, path, sha256(path), isBulk, isMore ? last : last + 1);
  }

  private static String sha256(Path path) throws IOException {
    return MoreFiles.asByteSource(path).hash(Hashing.sha256()).toString();
  }
}
