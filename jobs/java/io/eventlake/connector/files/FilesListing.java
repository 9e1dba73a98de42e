package io.eventlake.connector.files;

import io.eventlake.config.SizeWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a look at a directory found: the files that are read, and what is left out. */
public final class FilesListing {

  private final String root;
  private final List<FoundFile> files;
  private final List<LeftOut> leftOut;

  FilesListing(String root, List<FoundFile> files, List<LeftOut> leftOut) {
    this.root = root;
    this.files = new ArrayList<>(files);
    this.files.sort(Comparator.comparing(file -> file.name, NaturalOrder.INSTANCE));
    this.leftOut = new ArrayList<>(leftOut);
    this.leftOut.sort(Comparator.comparing(left -> left.name));
  }

  /** In the order of their names. */
  List<FoundFile> files() {
    return files;
  }

  /** The paths of the files of a directory of this machine, in the order of their names. */
  public List<Path> paths() {
    return files.stream().map(file -> Path.of(file.path.getPath())).collect(Collectors.toList());
  }

  /** In the order of their names. */
  List<LeftOut> leftOut() {
    return leftOut;
  }

  /** How many files are read and left out, with an example of each reason: one line. */
  public String summary() {
    long bytes = files.stream().mapToLong(file -> file.mark.bytes).sum();
    String read =
        LeftOut.printable(root)
            + ": "
            + files.size()
            + (files.size() == 1 ? " file, " : " files, ")
            + SizeWords.about(bytes);
    return leftOut.isEmpty() ? read : read + "; left out: " + reasons();
  }

  /** True when something is left out that somebody may have wanted to be read. */
  public boolean hasUnreadable() {
    return leftOut.stream().anyMatch(left -> left.why.warned);
  }

  /** Each reason with its count and an example; empty when nothing is left out. */
  String reasons() {
    Map<LeftOut.Why, List<LeftOut>> byWhy = new EnumMap<>(LeftOut.Why.class);
    leftOut.forEach(left -> byWhy.computeIfAbsent(left.why, why -> new ArrayList<>()).add(left));
    List<String> parts = new ArrayList<>();
    byWhy.forEach(
        (why, all) ->
            parts.add(
                all.size() == 1
                    ? all.get(0).toString()
                    : all.size() + " such as " + all.get(0).toString()));
    return String.join("; ", parts);
  }
}
