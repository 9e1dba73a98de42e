package io.eventlake.family.xp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file with results, of whatever form. */
public final class ResultFile {

  private static final String PAGE = ".json";
  private static final String PACKED_PAGE = ".json.gz";
  private static final String BUNDLE = ".zip";

  private ResultFile() {}

  /** Whether a file of that name is one. */
  public static boolean isOne(String name) {
    return name.endsWith(PAGE) || name.endsWith(PACKED_PAGE) || name.endsWith(BUNDLE);
  }

  /**
   * Reads it.
   *
   * @param suffix of line items, which is not part of the activity
   * @return whether it has all results that there are
   * @throws XpInputException when it is not what its name says
   */
  public static boolean read(Path file, String suffix, ResultTaker taker) throws IOException {
    String name = file.toString();
    if (name.endsWith(BUNDLE)) {
      return ResultBundle.read(file, suffix, taker);
    }

    try (InputStream in = open(file)) {
      return ResultPage.read(in, name, suffix, taker);
    }
  }

  /** Whether it has all results that there are, without reading them. */
  public static boolean isBulk(Path file) throws IOException {
    if (file.toString().endsWith(BUNDLE)) {
      return ResultBundle.isBulk(file);
    }

    try (InputStream in = open(file)) {
      return ResultPage.isBulk(in, file.toString());
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    return file.toString().endsWith(PACKED_PAGE) ? new GZIPInputStream(bytes) : bytes;
  }
}
