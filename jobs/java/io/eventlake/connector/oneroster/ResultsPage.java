package io.eventlake.connector.oneroster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.google.common.hash.Hashing;
import io.eventlake.json.Rfc3339;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A page as a server gave it, looked through: it is whole, of the type asked for, in UTF-8. */
final class ResultsPage {

  /** NaN is a value that a result is rejected for by the lake, not the page. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  final byte[] bytes;
  final String sha256;

  /** How many results there are in all, as the page says; negative where it does not. */
  private long total = -1;

  private final List<Long> times = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final Set<String> distinct;

  private ResultsPage(byte[] bytes, ResultType type, String place) {
    this.bytes = bytes;
    this.sha256 = Hashing.sha256().hashBytes(bytes).toString();
    requireUtf8(place);
    try (JsonParser json = JSON.createParser(bytes)) {
      read(json, type, place);
    } catch (JsonProcessingException e) {
      throw none(place, "it is no JSON that is whole" + where(e));
    } catch (IOException e) {
      throw new IllegalStateException("Bytes in memory cannot be read", e);
    }

    this.distinct = new HashSet<>(ids);
  }

  /**
   * Reads one.
   *
   * @param place where it came from, for messages
   * @throws FetchException when it is no such page
   */
  static ResultsPage read(byte[] bytes, ResultType type, String place) {
    return new ResultsPage(bytes, type, place);
  }

  int rows() {
    return ids.size();
  }

  /** How many results there are in all, as the page says; negative where it does not. */
  long total() {
    return total;
  }

  /** The newest {@code dateLastModified} not after a time, microseconds, or {@code MIN_VALUE}. */
  long newest(long latest) {
    return times.stream()
        .mapToLong(Long::longValue)
        .filter(time -> time != Rfc3339.INVALID && time <= latest)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /** How many results are of later than a time, microseconds. */
  long after(long latest) {
    return times.stream().filter(time -> time > latest).count();
  }

  /** Whether its order shows that the newest come first; one row shows nothing else. */
  boolean isNewestFirst() {
    for (int i = 1; i < times.size(); i++) {
      if (times.get(i) > times.get(i - 1)) {
        return false;
      }
    }

    int last = times.size() - 1;
    return last < 1 || (times.get(last) < times.get(0) && times.get(last) != Rfc3339.INVALID);
  }

  /** Whether it begins with a row of the page before, so that none between them was missed. */
  boolean continues(ResultsPage before) {
    return rows() > 0 && before.distinct.contains(ids.get(0));
  }

  private void requireUtf8(String place) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw none(place, "it is not in UTF-8");
    }
  }

  private void read(JsonParser json, ResultType type, String place) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw none(place, "it is no JSON object");
    }

    boolean isFound = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals(type.word) && value == JsonToken.START_ARRAY && !isFound) {
        isFound = true;
        readRows(json, place);
      } else if (name.equals("bulk") && value == JsonToken.VALUE_TRUE) {
        throw none(place, "it says that it is bulk, and what a page lacks would be taken as gone");
      } else if (name.equals("totalCount") && value == JsonToken.VALUE_NUMBER_INT) {
        total = json.getNumberType() == JsonParser.NumberType.INT ? json.getIntValue() : -1;
      } else {
        json.skipChildren();
      }
    }

    if (!isFound || json.nextToken() != null) {
      throw none(place, isFound ? "there is more than an object" : "it has no " + type.word);
    }
  }

  private void readRows(JsonParser json, String place) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw none(place, "line " + json.currentTokenLocation().getLineNr() + " has no result");
      }

      String id = "";
      long time = Rfc3339.INVALID;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.VALUE_STRING) {
          id = name.equals("sourcedId") ? json.getText() : id;
          time = name.equals("dateLastModified") ? Rfc3339.micros(json.getText()) : time;
        } else {
          json.skipChildren();
        }
      }

      ids.add(id);
      times.add(time);
    }
  }

  /** Where it breaks off; a bound of the parser does not say. */
  private static String where(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
  }

  private static FetchException none(String place, String why) {
    return new FetchException(
        "What "
            + place
            + " gives is no page of results: "
            + why
            + ". It was not landed; ask the server's owner, and run it again");
  }
}
