package io.eventlake.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something is, as people write it: a path of this machine, or a folder on S3. Schemes may be
 * in any case, and those that other tools have for S3 are taken for {@code s3}. What is neither is
 * refused, for it would be taken for the name of a directory.
 */
public final class Place {

  private static final String ON_S3 = "s3://";

  private static final Pattern S3 = Pattern.compile("(?i)s3[an]?:(.*)");
  private static final Pattern FILE = Pattern.compile("(?i)file:(.*)");
  private static final Pattern OTHER = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*");

  private Place() {}

  /**
   * The one spelling that the program knows: {@code s3://bucket/folder}, or a path without a
   * scheme.
   *
   * @throws IllegalArgumentException saying what is wrong, to be read behind the text
   */
  public static String of(String text) {
    Matcher s3 = S3.matcher(text);
    if (s3.matches()) {
      return onS3(s3.group(1));
    }

    Matcher file = FILE.matcher(text);
    if (file.matches()) {
      return ofUri(file.group(1));
    }

    Matcher other = OTHER.matcher(text);
    if (other.matches()) {
      throw new IllegalArgumentException(
          "is on "
              + other.group(1)
              + ":, which is not known here: name a path of this machine or s3://bucket/folder");
    }

    return checked(text);
  }

  /**
   * A path of this machine.
   *
   * @throws IllegalArgumentException saying what is wrong, to be read behind the text
   */
  public static Path local(String text) {
    String place = of(text);
    if (isOnS3(place)) {
      throw new IllegalArgumentException("is on S3: name a path of this machine");
    }

    return Path.of(place);
  }

  /** True for what {@link #of} gives for a place on S3. */
  public static boolean isOnS3(String place) {
    return place.startsWith(ON_S3);
  }

  /**
   * Whether a path, of something that is there or not, leads to a place or into it, links followed.
   *
   * @param place what {@link #of} gives; on S3 there is no path of this machine
   */
  public static boolean isWithin(Path path, String place) throws IOException {
    if (isOnS3(place) || !Files.exists(Path.of(place))) {
      return false;
    }

    Path there = path.toAbsolutePath().normalize();
    while (!Files.exists(there)) {
      there = there.getParent();
    }

    return there.toRealPath().startsWith(Path.of(place).toRealPath());
  }

  private static String onS3(String behindScheme) {
    if (!behindScheme.matches("//[^/]+(/.*)?")) {
      throw new IllegalArgumentException("must be s3://bucket/folder");
    }

    return "s3:" + behindScheme;
  }

  /** Escapes stand for characters in an address, and for themselves in what is none. */
  private static String ofUri(String behindScheme) {
    if (!behindScheme.matches("/([^/].*)?|///.*")) {
      throw new IllegalArgumentException("must be a path, or file: and an absolute path");
    }

    String path = behindScheme.replaceFirst("^/+", "/");
    try {
      return checked(new URI("file:" + path).getPath());
    } catch (URISyntaxException e) {
      return checked(path);
    }
  }

  private static String checked(String path) {
    if (path.isBlank()) {
      throw new IllegalArgumentException("is empty: name a path");
    }

    try {
      // As it was given: a slash at its end stays.
      return Path.of(path).toString().isEmpty() ? "." : path;
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is no path of this machine: " + e.getReason(), e);
    }
  }
}
