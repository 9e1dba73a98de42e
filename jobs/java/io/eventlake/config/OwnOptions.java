package io.eventlake.config;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** The values of the groups that jobs bring. */
public final class OwnOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Map<String, Serializable> values = new HashMap<>();

  OwnOptions() {}

  <T extends Serializable> void read(OptionGroup<T> group, OptionReader options, boolean required) {
    values.put(group.name(), group.parse(options, required));
  }

  /**
   * The values of a group.
   *
   * @throws IllegalArgumentException when no job of the catalog brings it
   */
  public <T extends Serializable> T get(OptionGroup<T> group) {
    Serializable value = values.get(group.name());
    if (value == null) {
      throw new IllegalArgumentException("No job brings the group of options " + group);
    }

    return group.type().cast(value);
  }
}
