package io.eventlake.family.contract;

import io.eventlake.json.PlainJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The properties of an object by the bytes of their names. A producer's records have them in one
 * order: each is looked for where it stood in the record before. Not for several threads.
 */
final class PlainNames {

  private final Property[] properties;

  /** With the quote behind them. */
  private final byte[][] names;

  /** What came behind each property; behind the last of them what came first. */
  private final int[] followers;

  private int last;

  PlainNames(List<Property> ofObject) {
    properties = ofObject.toArray(new Property[0]);
    names = new byte[properties.length][];
    followers = new int[properties.length + 1];
    for (int i = 0; i < properties.length; i++) {
      names[i] = (properties[i].jsonName() + '"').getBytes(StandardCharsets.UTF_8);
      followers[i] = (i + 1) % properties.length;
    }
  }

  /** Begins the object. */
  void begin() {
    last = properties.length;
  }

  /** Reads a name from behind its first quote; null where it is none of the properties'. */
  Property read(PlainJson json) {
    int found = followers[last];
    if (!json.skip(names[found])) {
      found = find(json);
      if (found < 0) {
        return null;
      }

      followers[last] = found;
    }

    last = found;
    return properties[found];
  }

  private int find(PlainJson json) {
    for (int i = 0; i < names.length; i++) {
      if (json.skip(names[i])) {
        return i;
      }
    }

    return -1;
  }
}
