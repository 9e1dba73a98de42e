package io.eventlake.config;

import java.io.Serializable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** How {@code run site-marts} makes its tables: property group {@code marts}. */
public final class MartsOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final ConfigOption<Boolean> FULL =
      ConfigOptions.key("marts.full")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Make all rows anew, whatever was read before; rows that are as they were are not"
                  + " written again.");

  public static final OptionGroup<MartsOptions> GROUP =
      OptionGroup.of("marts", MartsOptions.class, MartsOptions::new);

  public final boolean full;

  MartsOptions(OptionReader options, boolean required) {
    full = options.read(FULL);
  }
}
