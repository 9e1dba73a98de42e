package io.eventlake.config;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;

/**
 * Reads options from property groups and collects every problem, so that one message names them
 * all. An option's key is {@code group.key}.
 */
public final class OptionReader {

  private final Configuration values;
  private final Clock clock;
  private final Map<String, ConfigOption<?>> known = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /** What options were called once, and are called now. */
  private final Map<String, String> renamed = new LinkedHashMap<>();

  /** Groups of which a value that others depend on is not known. */
  private final Set<String> undecided = new HashSet<>();

  OptionReader(Configuration values) {
    this(values, Clock.systemUTC());
  }

  /**
   * @param clock says what today is
   */
  OptionReader(Configuration values, Clock clock) {
    this.values = values;
    this.clock = clock;
  }

  /** The value, the default, or null where there is neither; a bad value is a problem. */
  public <T> T read(ConfigOption<T> option) {
    know(option);
    try {
      return values.get(option);
    } catch (IllegalArgumentException e) {
      reject(option, unfit(option, e));
      if (option.defaultValue() instanceof Enum) {
        undecided.add(group(option.key()));
      }

      return option.defaultValue();
    }
  }

  private void know(ConfigOption<?> option) {
    known.put(option.key(), option);
    option.fallbackKeys().forEach(old -> renamed.put(old.getKey(), option.key()));
  }

  /** True where the option is set, be it to its default. */
  boolean given(ConfigOption<?> option) {
    return values.contains(option);
  }

  /** The value; its absence is a problem, unless nobody knows whether it is needed. */
  public <T> T require(ConfigOption<T> option) {
    T value = read(option);
    boolean needed = !undecided.contains(group(option.key()));
    if (value == null && needed && !values.contains(option)) {
      problems.add(option.key() + " is missing: " + description(option));
    }

    return value;
  }

  /** A path of this machine or a folder on S3, as {@link Place#of} spells it, or null. */
  public String place(ConfigOption<String> option) {
    return place(option, read(option));
  }

  /** A path of this machine or a folder on S3; its absence is a problem. */
  public String requirePlace(ConfigOption<String> option) {
    return place(option, require(option));
  }

  /** A path of this machine, or null. */
  public String localPath(ConfigOption<String> option) {
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
  public Instant instant(ConfigOption<String> option, String text) {
    return parsed(option, text, word -> TimeWords.instant(word, clock), null);
  }

  /** The text of an option as a day; null stays null. */
  public LocalDate day(ConfigOption<String> option, String text) {
    return parsed(option, text, word -> TimeWords.day(word, clock), null);
  }

  /** A duration in any of the forms that the command line takes, or the default. */
  public Duration duration(ConfigOption<Duration> option) {
    know(option);
    String text = values.toMap().get(option.key());
    Duration unless = option.defaultValue();
    return text == null ? unless : parsed(option, text, TimeWords::duration, unless);
  }

  /** A size, or the default. */
  public MemorySize size(ConfigOption<MemorySize> option) {
    know(option);
    String text = values.toMap().get(option.key());
    MemorySize unless = option.defaultValue();
    return text == null ? unless : parsed(option, text, SizeWords::size, unless);
  }

  private <T> T parsed(
      ConfigOption<?> option, String text, Function<String, T> reading, T otherwise) {
    if (text == null) {
      return null;
    }

    try {
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      reject(option, e.getMessage());
      return otherwise;
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

  /** The keys of all options that were asked for. */
  Set<String> keys() {
    return known.keySet();
  }

  /** Reports each key that is none of an option that was asked for. */
  void requireKnown(Set<String> keys) {
    requireKnown(keys, this);
  }

  /** Reports each key that is none of an option that the other was asked for. */
  void requireKnown(Set<String> keys, OptionReader other) {
    for (String key : new TreeSet<>(keys)) {
      String now = other.renamed.get(key);
      if (now != null) {
        problems.add(key + " is called " + now + " now: write that in its place");
      } else if (!other.known.containsKey(key)) {
        problems.add(
            (key.isEmpty() ? "''" : key)
                + " is not an option"
                + OptionNames.suggestion(key, other.keys()));
      }
    }
  }

  /** Throws one exception with all problems, a line each. */
  void finish() {
    if (!problems.isEmpty()) {
      throw new ConfigException(String.join("\n", problems));
    }
  }

  private static String description(ConfigOption<?> option) {
    return new HtmlFormatter()
        .format(option.description())
        .replaceAll("<[^>]*>|\\.$", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
  }

  private static String group(String key) {
    return key.substring(0, key.indexOf('.') + 1);
  }

  /** In words of ours where the option's own kind says what fits. */
  private String unfit(ConfigOption<?> option, Exception e) {
    Object like = option.defaultValue();
    if (like instanceof Number) {
      return "is no whole number";
    }

    if (like instanceof Boolean) {
      return "is none of true, false";
    }

    if (!(like instanceof Enum)) {
      return "is not valid: " + rootMessage(e);
    }

    List<String> choices = new ArrayList<>();
    for (Object choice : ((Enum<?>) like).getDeclaringClass().getEnumConstants()) {
      choices.add(choice.toString().toLowerCase(Locale.ROOT));
    }

    String given = values.toMap().get(option.key());
    return "is none of " + String.join(", ", choices) + NearestNames.asked(given, choices);
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }

    return root.getMessage();
  }
}
