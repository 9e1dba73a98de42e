package io.eventlake.family.xp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

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

    return page(file, in -> ResultPage.read(in, name, suffix, taker));
  }

  /** Whether it has all results that there are, without reading them. */
  public static boolean isBulk(Path file) throws IOException {
    if (file.toString().endsWith(BUNDLE)) {
      return ResultBundle.isBulk(file);
    }

    return page(file, in -> ResultPage.isBulk(in, file.toString()));
  }

  /** What is done with a page. */
  private interface Use {
    boolean of(InputStream page) throws IOException;
  }

  private static boolean page(Path file, Use use) throws IOException {
    try (InputStream in = open(file)) {
      return use.of(in);
    } catch (ZipException | EOFException e) {
      throw new XpInputException(
          file
              + " is no page of results: it is no whole gzip ("
              + e.getMessage()
              + "). Nothing was read; repair the file or move it away",
          e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    return file.toString().endsWith(PACKED_PAGE) ? new GZIPInputStream(bytes) : bytes;
  }
}
