package io.eventlake.family.web;

/** Finds the path in what a browser sent as URL, whether or not that is one. */
final class UrlPath {

  /**
   * As far as a path is looked at: a pattern with a loop takes stack for each character, and about
   * a thousand of them overflow a thread's.
   */
  private static final int MAX_LENGTH = 512;

  private UrlPath() {}

  /**
   * The path as written, percent escapes included: from the first slash after the authority to
   * before {@code ?} or {@code #}, at most 512 characters. Empty where there is none.
   */
  static String of(String url) {
    int end = end(url);
    int start = start(url, end);
    return url.substring(start, Math.min(end, start + MAX_LENGTH));
  }

  private static int end(String url) {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == '?' || c == '#') {
        return i;
      }
    }

    return url.length();
  }

  private static int start(String url, int end) {
    int authority = 0;
    int scheme = url.indexOf("://");
    if (scheme >= 0 && scheme < end && url.lastIndexOf('/', scheme) < 0) {
      authority = scheme + 3;
    } else if (url.startsWith("//")) {
      authority = 2;
    }

    int slash = url.indexOf('/', authority);
    return slash >= 0 && slash < end ? slash : end;
  }
}
