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
   * @param told what it is called, which says its form
   * @param suffix of line items, which is not part of the activity
   * @return whether it has all results that there are
   * @throws XpInputException when it is not what its name says
   */
  public static boolean read(Path file, String told, String suffix, ResultTaker taker)
      throws IOException {
    if (told.endsWith(BUNDLE)) {
      return ResultBundle.read(file, told, suffix, taker);
    }

    return page(file, told, in -> ResultPage.read(in, told, suffix, taker));
  }

  /** Whether it has all results that there are, without reading them. */
  public static boolean isBulk(Path file, String told) throws IOException {
    if (told.endsWith(BUNDLE)) {
      return ResultBundle.isBulk(file, told);
    }

    return page(file, told, in -> ResultPage.isBulk(in, told));
  }

  /** What is done with a page. */
  private interface Use {
    boolean of(InputStream page) throws IOException;
  }

  private static boolean page(Path file, String told, Use use) throws IOException {
    try (InputStream in = open(file, told)) {
      return use.of(in);
    } catch (ZipException | EOFException e) {
      throw new XpInputException(
          told
              + " is no page of results: it is no whole gzip ("
              + e.getMessage()
              + "). Nothing was read; repair the file or move it away",
          e);
    }
  }

  private static InputStream open(Path file, String told) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    return told.endsWith(PACKED_PAGE) ? new GZIPInputStream(bytes) : bytes;
  }
}
