package io.eventlake.family.web.generate;

import java.util.Map;

/** Reads an event's tree of maps, where an absent parent makes an absent value. */
final class Tree {

  private Tree() {}

  /** The value at a path, or null. */
  static Object value(Map<String, Object> tree, String... path) {
    Object value = tree;
    for (String name : path) {
      value = value instanceof Map ? ((Map<?, ?>) value).get(name) : null;
    }
    return value;
  }

  /** The value as text, as sent, or null. */
  static String text(Map<String, Object> tree, String... path) {
    Object value = value(tree, path);
    return value == null ? null : value.toString();
  }

  /** The value as text, or null when it is absent or empty. */
  static String filled(Map<String, Object> tree, String... path) {
    String text = text(tree, path);
    return "".equals(text) ? null : text;
  }

  /** The value as a number, or null. */
  static Long number(Map<String, Object> tree, String... path) {
    Object value = value(tree, path);
    return value == null ? null : (Long) ((Number) value).longValue();
  }
}
