package io.eventlake.event;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Numbers that an edge gave to records which follow one another. All of its numbers before the
 * first were given to records that it has answered for, so whoever reads them knows what must have
 * come as well.
 */
public final class EdgeNumbers {

  /** The field of an aggregate that has them; other readers of that format leave it out. */
  public static final int FIELD = 1_000;

  /** When numbering began, UTC, as SQL writes a minute, and what tells it from others. */
  private static final Pattern LINE =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d [0-9a-f]{1,32})\\t(\\d{1,18})\\t(\\d{1,9})");

  private static final int MOST = 20_000;

  private final String producer;
  private final long first;
  private final int count;

  /**
   * @param producer who numbers, from 0: {@code 2026-12-01 04:29}, a space, hexadecimal digits
   * @param count 0 where only the numbers before the first are told of
   */
  public EdgeNumbers(String producer, long first, int count) {
    this.producer = producer;
    this.first = first;
    this.count = count;
  }

  /** Lines of numbers as a text, for {@link #parse}. */
  public static String text(List<EdgeNumbers> all) {
    return all.stream()
        .map(numbers -> numbers.producer + '\t' + numbers.first + '\t' + numbers.count)
        .collect(Collectors.joining("\n"));
  }

  /** What a text has; nothing where it is none of {@link #text}. */
  public static List<EdgeNumbers> parse(String text) {
    List<EdgeNumbers> all = new ArrayList<>();
    for (String line : text.split("\n", MOST + 1)) {
      Matcher numbers = LINE.matcher(line);
      if (!numbers.matches()) {
        return List.of();
      }

      all.add(
          new EdgeNumbers(
              numbers.group(1),
              Long.parseLong(numbers.group(2)),
              Integer.parseInt(numbers.group(3))));
    }

    return all;
  }

  public String producer() {
    return producer;
  }

  public long first() {
    return first;
  }

  public int count() {
    return count;
  }

  /** That the numbers before these were given, and no more. */
  public EdgeNumbers before() {
    return new EdgeNumbers(producer, first, 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EdgeNumbers
        && producer.equals(((EdgeNumbers) other).producer)
        && first == ((EdgeNumbers) other).first
        && count == ((EdgeNumbers) other).count;
  }

  @Override
  public int hashCode() {
    return producer.hashCode() * 31 + Long.hashCode(first);
  }

  @Override
  public String toString() {
    return text(List.of(this));
  }
}
