package io.eventlake.lake.maintain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Locations of files as texts that are equal when the files are the same. */
final class FilePath {

  private static final Pattern LOCAL = Pattern.compile("(?:file:)?/+(.*)");
  private static final Pattern S3 = Pattern.compile("s3[an]?://(.*)");

  private FilePath() {}

  /** The same for {@code file:/a}, {@code file:///a} and {@code /a}, for s3, s3a and s3n. */
  static String normalized(String location) {
    Matcher local = LOCAL.matcher(location);
    if (local.matches()) {
      return "/" + local.group(1).replaceAll("/+", "/");
    }

    Matcher s3 = S3.matcher(location);
    return s3.matches() ? "s3://" + s3.group(1) : location;
  }

  /** What stands behind the last slash. */
  static String name(String location) {
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /**
   * True below a folder for what is no table's: of its folders or itself a name begins with a dot
   * or an underscore, and is no partition's.
   */
  static boolean isHidden(String folder, String location) {
    String below = normalized(location).substring(normalized(folder).length());
    for (String part : below.split("/")) {
      if (part.matches("[._].*") && !part.contains("=")) {
        return true;
      }
    }

    return false;
  }
}
