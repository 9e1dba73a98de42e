package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.connector.files.JsonDocument;
import io.eventlake.contract.ContractPage;
import io.eventlake.contract.TypeScript;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code contract}: what producers of events are told, made of one schema. */
@Command(
    name = "contract",
    description = {
      "Prints the contract of the events: as JSON Schema, as a page for producers' developers, as"
          + " types for TypeScript.",
      "'test' judges a folder of documents, 'validate' files of events, by it."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ContractCommand.Show.class,
      ContractCommand.Page.class,
      ContractCommand.Types.class,
      ContractTestCommand.class
    })
final class ContractCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Which? contract show, contract page, contract types or contract test");
  }

  /** What the subcommands share. */
  abstract static class OfFamily implements Callable<Integer> {

    @Spec CommandSpec spec;
    @Mixin FamilyMixin family;

    abstract String text();

    @Override
    public Integer call() {
      spec.commandLine().getOut().print(text());
      return ExitCode.OK;
    }
  }

  /** {@code contract show}. */
  @Command(
      name = "show",
      description = "Prints the JSON Schema of an event, draft 2020-12.",
      footer = {"%nExample:", "  eventlake contract show > event-1.json"})
  static final class Show extends OfFamily {

    /** The one there is: a schema is JSON. */
    enum Format {
      JSON;

      /** As it is written on the command line. */
      @Override
      public String toString() {
        return "json";
      }
    }

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        defaultValue = "json",
        description = "${COMPLETION-CANDIDATES}, which the schema is.")
    Format format;

    @Override
    String text() {
      return family.contract().text();
    }
  }

  /** {@code contract page}. */
  @Command(
      name = "page",
      description =
          "Prints a page for producers' developers: every property with its meaning, type and bounds,"
              + " examples, and every reason for which a record is rejected, with records that have"
              + " it. It holds all that it needs. With the options of the group decode its sentences"
              + " are those of that configuration.",
      footer = {
        "%nExamples:",
        "  eventlake contract page > contract.html",
        "  eventlake contract page --format markdown > contract.md"
      })
  static final class Page extends OfFamily {

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        defaultValue = "html",
        description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    ContractPage.Format format;

    @Override
    String text() {
      return ContractPage.text(family.contract(), family.family().decoder(), format);
    }
  }

  /** {@code contract types}. */
  @Command(
      name = "types",
      description = "Prints the types of an event for TypeScript.",
      footer = {"%nExample:", "  eventlake contract types > web-event.ts"})
  static final class Types extends OfFamily {

    /** What the types are written in. */
    enum Format {
      TYPESCRIPT,
      JSON;

      /** As it is written on the command line. */
      @Override
      public String toString() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        defaultValue = "typescript",
        description =
            "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); JSON is one document with the"
                + " types as its text.")
    Format format;

    @Override
    String text() {
      String types = TypeScript.text(family.contract());
      if (format == Format.TYPESCRIPT) {
        return types;
      }

      Map<String, Object> document = FormatMixin.document("DONE");
      document.put("family", family.family().name());
      document.put("language", "TypeScript");
      document.put("text", types);
      return JsonDocument.of(document) + "\n";
    }
  }
}
