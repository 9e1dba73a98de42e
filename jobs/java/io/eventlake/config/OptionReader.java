package io.eventlake.config;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.description.HtmlFormatter;

/**
 * Reads options from property groups and collects every problem, so that one message names them
 * all. An option's key is {@code group.key}.
 */
public final class OptionReader {

  private final Configuration values;
  private final Map<String, ConfigOption<?>> known = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  OptionReader(Configuration values) {
    this.values = values;
  }

  /** The value, the default, or null where there is neither; a bad value is a problem. */
  public <T> T read(ConfigOption<T> option) {
    known.put(option.key(), option);
    try {
      return values.get(option);
    } catch (IllegalArgumentException e) {
      reject(option, "is not valid: " + rootMessage(e));
      return option.defaultValue();
    }
  }

  /** The value; its absence is a problem. */
  public <T> T require(ConfigOption<T> option) {
    T value = read(option);
    if (value == null && !values.containsKey(option.key())) {
      problems.add(option.key() + " is missing: " + description(option));
    }

    return value;
  }

  /** A path of this machine or a folder on S3, as {@link Place#of} spells it, or null. */
  String place(ConfigOption<String> option) {
    return place(option, read(option));
  }

  /** A path of this machine or a folder on S3; its absence is a problem. */
  String requirePlace(ConfigOption<String> option) {
    return place(option, require(option));
  }

  /** A path of this machine, or null. */
  String localPath(ConfigOption<String> option) {
    String place = place(option);
    check(place == null || !Place.isOnS3(place), option, "is on S3: name a path of this machine");
    return place;
  }

  private String place(ConfigOption<String> option, String text) {
    try {
      return text == null ? null : Place.of(text);
    } catch (IllegalArgumentException e) {
      reject(option, e.getMessage());
      return text;
    }
  }

  /** The text of an option as an instant; null stays null. */
  Instant instant(ConfigOption<String> option, String text) {
    if (text == null) {
      return null;
    }

    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      reject(option, "is no instant such as 2026-01-31T00:00:00Z");
      return null;
    }
  }

  /** Reports a value that breaks a rule; {@code rule} reads on from the key and value. */
  public void reject(ConfigOption<?> option, String rule) {
    problems.add(option.key() + " = '" + values.getValue(option) + "' " + rule);
  }

  /** Reports unless the condition holds. */
  public void check(boolean holds, ConfigOption<?> option, String rule) {
    if (!holds) {
      reject(option, rule);
    }
  }

  /** Throws one exception with all problems, unknown keys included. */
  void finish() {
    for (String key : new TreeSet<>(values.keySet())) {
      if (!known.containsKey(key)) {
        problems.add(key + " is not an option" + OptionNames.suggestion(key, known.keySet()));
      }
    }

    if (!problems.isEmpty()) {
      throw new ConfigException(String.join("; ", problems));
    }
  }

  private static String description(ConfigOption<?> option) {
    return new HtmlFormatter()
        .format(option.description())
        .replaceAll("<[^>]*>|\\.$", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }

    return root.getMessage();
  }
}
