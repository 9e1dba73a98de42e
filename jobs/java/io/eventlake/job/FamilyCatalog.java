package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.DecodeOptions;
import io.eventlake.config.NearestNames;
import io.eventlake.family.EventFamily;
import io.eventlake.family.contract.IdRules;
import io.eventlake.family.web.WebFamily;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** All families of events, one line each. */
public final class FamilyCatalog {

  private static final Map<String, Function<DecodeOptions, EventFamily>> FAMILIES =
      new LinkedHashMap<>();

  static {
    FAMILIES.put("web", FamilyCatalog::web);
  }

  private FamilyCatalog() {}

  public static Set<String> names() {
    return FAMILIES.keySet();
  }

  /**
   * The family of that name.
   *
   * @throws ConfigException listing the names there are
   */
  public static EventFamily find(String name, DecodeOptions options) {
    Function<DecodeOptions, EventFamily> family = FAMILIES.get(name);
    if (family == null) {
      throw new ConfigException(
          "There is no family " + name + NearestNames.among(name, names(), "the families are"));
    }

    return family.apply(options);
  }

  static EventFamily web(DecodeOptions options) {
    return new WebFamily(
        options.maxRecordBytes,
        JobVersion.current(),
        options.comparisonPath,
        new IdRules(options.absentIds, options.userIds));
  }
}
