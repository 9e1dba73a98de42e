package io.eventlake.connector.oneroster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How far a type of results was seen, beside the files that were landed: the newest {@code
 * dateLastModified} of a fetch that came to its end, and the pages of that fetch.
 */
final class FetchMark {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** With more of them they are not kept: a fetch of that many pages is not the same again. */
  private static final int MOST_PAGES = 1000;

  /** Null where no result with a time was seen. */
  final Instant lastSeen;

  /** Digests. */
  final Set<String> pages;

  private final String source;

  FetchMark(URI url, Instant lastSeen, Set<String> pages) {
    this(WebAddress.told(url), lastSeen, pages);
  }

  private FetchMark(String source, Instant lastSeen, Set<String> pages) {
    this.source = source;
    this.lastSeen = lastSeen;
    this.pages = pages.size() > MOST_PAGES ? Set.of() : Set.copyOf(pages);
  }

  /**
   * That of a type; an empty one where there is none.
   *
   * @throws FetchException when it cannot be read, or is of another server
   */
  static FetchMark read(LandingFolder folder, ResultType type, URI url) {
    byte[] bytes = folder.read(name(type));
    if (bytes == null) {
      return new FetchMark(url, null, Set.of());
    }

    String file = folder.place + "/" + name(type);
    FetchMark mark = read(file, bytes);
    String asked = WebAddress.told(url);
    if (!mark.source.equals(asked)) {
      throw new FetchException(
          folder.place
              + " has "
              + type.word
              + " of "
              + mark.source
              + ", and not of "
              + asked
              + ": name another folder with --out, or, if the server has moved, remove "
              + file
              + ", and everything is fetched again");
    }

    return mark;
  }

  private static FetchMark read(String file, byte[] bytes) {
    try {
      JsonNode document = JSON.readTree(bytes);
      String seen = document.required("lastSeen").textValue();
      Set<String> pages = new LinkedHashSet<>();
      document.required("pages").forEach(page -> pages.add(page.asText()));
      return new FetchMark(
          document.required("source").asText(), seen == null ? null : Instant.parse(seen), pages);
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      throw new FetchException(file + " is damaged: remove it, and everything is fetched again", e);
    } catch (IOException e) {
      throw new IllegalStateException("Bytes in memory cannot be read", e);
    }
  }

  /** The same, but for the pages: from now on there are others. */
  FetchMark withoutPages() {
    return new FetchMark(source, lastSeen, Set.of());
  }

  void write(LandingFolder folder, ResultType type) {
    ObjectNode document = JSON.createObjectNode();
    document.put("source", source);
    document.put("lastSeen", lastSeen == null ? null : lastSeen.toString());
    ArrayNode digests = document.putArray("pages");
    new ArrayList<>(pages).stream().sorted().forEach(digests::add);
    folder.land(name(type), document.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** No name of a file of results. */
  private static String name(ResultType type) {
    return ".fetch-results." + type.word + ".mark";
  }
}
