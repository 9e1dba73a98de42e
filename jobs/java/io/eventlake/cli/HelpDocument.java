package io.eventlake.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command and all below it, for programs: its words, what it does and what it takes. */
final class HelpDocument {

  private HelpDocument() {}

  /**
   * {@code command}, {@code description}, {@code parameters}, {@code options}, {@code commands}.
   */
  static Map<String, Object> of(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    List<Map<String, Object>> parameters = new ArrayList<>();
    for (PositionalParamSpec each : spec.positionalParameters()) {
      parameters.add(argument(each, Map.of("name", each.paramLabel())));
    }

    List<Map<String, Object>> options = new ArrayList<>();
    for (OptionSpec each : spec.options()) {
      if (!each.hidden()) {
        options.add(argument(each, Map.of("names", List.of(each.names()))));
      }
    }

    List<Map<String, Object>> below = new ArrayList<>();
    command
        .getSubcommands()
        .values()
        .forEach(
            each -> {
              if (!each.getCommandSpec().usageMessage().hidden()) {
                below.add(of(each));
              }
            });
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("command", spec.qualifiedName());
    document.put("description", sentences(spec.usageMessage().description()));
    document.put("parameters", parameters);
    document.put("options", options);
    document.put("commands", below);
    return document;
  }

  private static Map<String, Object> argument(ArgSpec argument, Map<String, Object> called) {
    Map<String, Object> one = new LinkedHashMap<>(called);
    one.put("value", argument.arity().max() == 0 ? null : argument.paramLabel());
    one.put("required", argument.required());
    one.put("default", argument.defaultValueString());
    List<String> choices = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(choices::add);
    }

    one.put(
        "description",
        sentences(argument.description())
            .replace("${COMPLETION-CANDIDATES}", String.join(", ", choices))
            .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValueString())));
    one.put("choices", choices.isEmpty() ? null : choices);
    return one;
  }

  /** As the help shows them, without what marks bold letters. */
  private static String sentences(String... texts) {
    return Help.Ansi.OFF.string(String.format(Locale.ROOT, String.join(" ", texts))).strip();
  }
}
