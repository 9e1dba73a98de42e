package io.eventlake.config;

import java.io.Serializable;
import java.util.function.BiFunction;

/**
 * A group of options that a job brings, beside those that all jobs have. Its keys are {@code
 * name.key}; an option that was called otherwise once says so by its deprecated keys.
 *
 * @param <T> what its values are
 */
public final class OptionGroup<T extends Serializable> {

  private final String name;
  private final Class<T> type;
  private final BiFunction<OptionReader, Boolean, T> parser;

  private OptionGroup(String name, Class<T> type, BiFunction<OptionReader, Boolean, T> parser) {
    this.name = name;
    this.type = type;
    this.parser = parser;
  }

  /**
   * @param type has the options as its public constants, which docs/configuration.md is made of
   * @param parser reads them all; told whether the job that runs is one that brings the group
   */
  public static <T extends Serializable> OptionGroup<T> of(
      String name, Class<T> type, BiFunction<OptionReader, Boolean, T> parser) {
    return new OptionGroup<>(name, type, parser);
  }

  public String name() {
    return name;
  }

  public Class<T> type() {
    return type;
  }

  T parse(OptionReader options, boolean required) {
    return parser.apply(options, required);
  }

  @Override
  public String toString() {
    return name;
  }
}
