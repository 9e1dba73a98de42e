package io.eventlake.connector.oneroster;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * From page to page over rows that move. The newest are asked for first: a row that changes
 * meanwhile moves before what was read, and shifts the others back, so that some come twice; what
 * is missed is newer than what was seen, and the next fetch asks for it. Of a server that sorts
 * otherwise each page has to begin with a row of the page before; where it does not, rows have
 * moved up, and the walk goes back.
 */
final class PageWalk {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final OneRosterClient client;
  private final URI url;
  private final ResultType type;
  private final Instant since;
  private int rows;
  private boolean isSorted = true;

  /**
   * Asks for nothing yet.
   *
   * @param url of the gradebook
   * @param since null for all
   */
  PageWalk(OneRosterClient client, URI url, ResultType type, Instant since) {
    this.client = client;
    this.url = url;
    this.type = type;
    this.since = since;
    this.rows = client.limits().rows;
  }

  /** The page of the newest. */
  ResultsPage first() {
    return page(0).page;
  }

  /**
   * All pages, empty ones left out, some rows more than once.
   *
   * @throws FetchException when there are more than there may be, or one is no page
   */
  void walk(Consumer<ResultsPage> taker) {
    long offset = 0;
    long offsetBefore = -1;
    ResultsPage before = null;
    for (int asked = 0; asked < client.limits().pages; asked++) {
      Answer answer = page(offset);
      ResultsPage page = answer.page;
      isSorted &= page.isNewestFirst();
      if (before != null && offset > 0 && !isSorted && !page.continues(before)) {
        offset = Math.max(0, offset - rows);
        continue;
      }

      if (page.rows() == 0) {
        return;
      }

      refuseRepeated(before, page, offset > offsetBefore);
      taker.accept(page);
      boolean isShort = page.rows() < rows;
      long next = offset + page.rows() - (isSorted ? 0 : 1);
      if ((isShort && isLast(answer, offset)) || next <= offset) {
        return;
      }

      rows = isShort ? Math.max(2, page.rows()) : rows;
      before = page;
      offsetBefore = offset;
      offset = next;
    }

    throw new FetchException(
        told()
            + " has more than "
            + client.limits().pages
            + " pages, or no end. Those are landed, but the next fetch begins where this did; allow"
            + " more with --max-pages");
  }

  /** A server may give fewer than were asked for: then a short page is not yet the end. */
  private boolean isLast(Answer answer, long offset) {
    long end = offset + answer.page.rows();
    if (answer.hasNext) {
      return false;
    } else if (answer.total >= 0) {
      return end >= answer.total;
    }

    return rows <= FetchLimits.DEFAULT_ROWS || page(end).page.rows() == 0;
  }

  private void refuseRepeated(ResultsPage before, ResultsPage page, boolean isLater) {
    if (before != null && isLater && page.sha256.equals(before.sha256)) {
      throw new FetchException(
          told()
              + " gives the same page at two offsets: it does not take offset, and there is no end."
              + " Ask the server's owner");
    }
  }

  private Answer page(long offset) {
    String query = "limit=" + rows + "&offset=" + offset + "&sort=dateLastModified&orderBy=desc";
    if (since != null) {
      String filter = "dateLastModified>'" + TIME.format(since) + "'";
      query += "&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    URI uri = URI.create(told() + "?" + query);
    HttpResponse<byte[]> answer = client.page(uri);
    ResultsPage page = ResultsPage.read(answer.body(), type, told() + " at offset " + offset);
    return new Answer(page, answer);
  }

  private String told() {
    String base = WebAddress.told(url);
    return (base.endsWith("/") ? base : base + "/") + type.word;
  }

  /** A page, and what was said beside it. */
  private static final class Answer {

    final ResultsPage page;
    final boolean hasNext;

    /** How many results there are in all; negative where it is not told. */
    final long total;

    Answer(ResultsPage page, HttpResponse<?> response) {
      this.page = page;
      this.hasNext =
          response.headers().allValues("Link").stream()
              .anyMatch(link -> link.matches("(?s).*rel=\"?next\"?.*"));
      this.total =
          response
              .headers()
              .firstValue("X-Total-Count")
              .filter(count -> count.matches("\\d{1,15}"))
              .map(Long::valueOf)
              .orElse(page.total());
    }
  }
}
