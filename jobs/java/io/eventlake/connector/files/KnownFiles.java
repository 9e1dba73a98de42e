package io.eventlake.connector.files;

import io.eventlake.connector.files.WholeFile.OnChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a directory that were found so far, and what a new listing says of them: what is
 * new, what changed, what is left out (each told once).
 *
 * <p>{@link #list} runs on a thread of its own, everything else on the enumerator's.
 */
final class KnownFiles {

  /** Five minutes at the usual interval: longer than a store is away. */
  static final int MOST_FAILURES = 30;

  private static final Logger LOG = LoggerFactory.getLogger(KnownFiles.class);

  private final Path root;
  private final OnChange onChange;
  private final EventFileEnumerator enumerator = new EventFileEnumerator();
  private final Map<String, FileMark> marks = new ConcurrentHashMap<>();
  private final Set<String> told = new HashSet<>();
  private final Set<String> toldLeftOut = new HashSet<>();
  private int failures;

  KnownFiles(Path root, OnChange onChange) {
    this.root = root;
    this.onChange = onChange;
  }

  KnownFiles restore(FilesState state) {
    marks.putAll(state.marks);
    told.addAll(state.told);
    return this;
  }

  FilesState state(Collection<FileSourceSplit> pending) {
    return new FilesState(pending, marks, told);
  }

  /** Looks at the directory as it is now. */
  FilesListing list() throws IOException {
    return enumerator.list(root, marks);
  }

  /** Takes all files of a first listing; the splits to read. */
  List<FileSourceSplit> begin(FilesListing listing) {
    LOG.info("{}", listing.summary());
    tellLeftOut(listing);
    listing.files().forEach(file -> marks.put(file.key(), file.mark));
    return listing.files().stream().map(FoundFile::split).collect(Collectors.toList());
  }

  /**
   * What a further listing gives to read; nothing where the directory has an end.
   *
   * @param error why there is no listing, or null
   * @throws FilesException when a file changed and that is an error, or after too many failures
   */
  List<FileSourceSplit> compare(FilesListing listing, Throwable error) {
    if (error != null) {
      failed(error);
      return List.of();
    }

    if (failures > 0) {
      LOG.info("{} can be listed again", root);
      failures = 0;
    }

    tellLeftOut(listing);
    List<FileSourceSplit> splits = new ArrayList<>();
    List<FoundFile> unknown = new ArrayList<>();
    for (FoundFile file : listing.files()) {
      FileMark before = marks.get(file.key());
      if (before == null) {
        unknown.add(file);
      } else {
        compare(file, before, splits);
      }
    }

    add(unknown, splits);
    return splits;
  }

  private void compare(FoundFile file, FileMark before, List<FileSourceSplit> splits) {
    String what = file.mark.changedSince(before);
    if (what == null) {
      marks.put(file.key(), file.mark);
    } else if (onChange == OnChange.FAIL) {
      throw new FilesException(new FileChangedException(file.name, what));
    } else if (told.add(file.key())) {
      splits.add(ChangeSplit.of(file, what));
    }
  }

  private void add(List<FoundFile> unknown, List<FileSourceSplit> splits) {
    if (unknown.isEmpty()) {
      return;
    }

    if (onChange == OnChange.FAIL) {
      LOG.warn(
          "{} files came since this run found its files, and are not read: {} and so on",
          unknown.size(),
          LeftOut.printable(unknown.get(0).name));
      return;
    }

    Map<String, FileMark> byInode = new HashMap<>();
    marks.values().forEach(mark -> byInode.put(mark.inode, mark));
    for (FoundFile file : unknown) {
      FileMark same = byInode.get(file.mark.inode);
      if (same != null && file.mark.isSameFile(same)) {
        tellOnce(new LeftOut(file.name, LeftOut.Why.SAME_FILE, "it was renamed"));
      } else {
        marks.put(file.key(), file.mark);
        splits.add(file.split());
      }
    }
  }

  private void failed(Throwable error) {
    failures++;
    String reason = LeftOut.printable(String.valueOf(error.getMessage()));
    if (onChange == OnChange.FAIL || failures >= MOST_FAILURES) {
      throw new FilesException(
          root
              + " cannot be listed, "
              + failures
              + (failures == 1 ? " time: " : " times in a row: ")
              + reason
              + ". Bring it back or correct source.path, then start again from the last checkpoint",
          error);
    }

    LOG.error("{} cannot be listed, for the {}. time in a row: {}", root, failures, reason);
  }

  /** Once for each as long as it is there. */
  private void tellLeftOut(FilesListing listing) {
    Set<String> present =
        listing.leftOut().stream().map(left -> left.name).collect(Collectors.toSet());
    listing.files().forEach(file -> present.add(LeftOut.printable(file.name)));
    toldLeftOut.retainAll(present);
    listing.leftOut().forEach(this::tellOnce);
  }

  private void tellOnce(LeftOut left) {
    if (!toldLeftOut.add(left.name)) {
      return;
    }

    if (left.why.warned) {
      LOG.warn("Left out: {}", left);
    } else {
      LOG.info("Left out: {}", left);
    }
  }
}
