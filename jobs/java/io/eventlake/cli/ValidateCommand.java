package io.eventlake.cli;

import io.eventlake.cli.format.CommandFormat;
import io.eventlake.config.ConfigException;
import io.eventlake.connector.files.EventLines;
import io.eventlake.connector.files.FilesListing;
import io.eventlake.contract.ContractCheck;
import io.eventlake.contract.RejectedRecord;
import io.eventlake.event.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code validate}: events against their contract, before a lake has them. */
@Command(
    name = "validate",
    description = {
      "Judges events as the lake would: each rejected one with its line, and the reason, the JSON"
          + " pointer and the sentence that a dead letter would have. Where a name or a word is"
          + " nearly one of the contract's, it says which. No lake is needed, and no value of an"
          + " event is printed.",
      "Exits with 1 when an event is rejected or there is none, with 2 when a file cannot be read."
    },
    footer = {
      "%nExamples:",
      "  eventlake validate events.ndjson",
      "  eventlake validate events/ more.ndjson.gz --format json > rejected.ndjson",
      "  head -n 1000 events.ndjson | eventlake validate -",
      "  eventlake validate events.ndjson --set decode.user-ids=.+"
    })
final class ValidateCommand implements Callable<Integer> {

  static final Path STANDARD_INPUT = Path.of("-");

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Files with an event on each line, plain or gzip, directories of them, or - for standard"
              + " input.")
  List<Path> inputs;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = {
        "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "JSON is one object a line: each rejected record, with \"kind\":\"rejected\", as it is found,"
            + " and at the end the counts, with \"kind\":\"summary\"."
      })
  CommandFormat format;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "Rejected records that a table shows (default: ${DEFAULT-VALUE}).")
  int limit;

  @Mixin FamilyMixin family;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (limit < 0) {
      throw new ConfigException("--limit = '" + limit + "' must not be negative");
    }

    List<Path> files = files();
    ContractCheck check = new ContractCheck(family.contract(), family.family().decoder());
    ValidationReport report =
        new ValidationReport(check, format, limit, spec.commandLine().getOut());
    for (Path file : files) {
      try (EventLines lines =
          EventLines.of(open(file), file.toString(), family.options().maxRecordBytes)) {
        judge(lines, check, report);
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }

    report.end(inputs);
    return report.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static void judge(EventLines lines, ContractCheck check, ValidationReport report)
      throws IOException {
    for (RawRecord record = lines.next(); record != null; record = lines.next()) {
      for (RejectedRecord rejected : check.check(record)) {
        report.add(rejected, record);
      }
    }

    report.addEmptyLines(lines.emptyLines());
  }

  /** All of them are looked at first: half a verdict is none. */
  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (Path input : inputs) {
      if (input.equals(STANDARD_INPUT) && files.contains(input)) {
        throw new ConfigException("Standard input can be read once only, but - is given twice");
      }

      try {
        if (Files.isDirectory(input)) {
          FilesListing listing = EventLines.listing(input);
          spec.commandLine().getErr().println(listing.summary());
          files.addAll(listing.paths());
        } else if (input.equals(STANDARD_INPUT) || Files.exists(input)) {
          files.add(input);
        } else {
          throw new NoSuchFileException(input.toString());
        }
      } catch (IOException e) {
        throw unreadable(input, e);
      }
    }

    return files;
  }

  private static InputStream open(Path file) throws IOException {
    return file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(file);
  }

  private static ConfigException unreadable(Path file, IOException e) {
    String why =
        e instanceof NoSuchFileException ? " does not exist" : " cannot be read: " + why(e);
    return new ConfigException("The file " + file + why, e);
  }

  /** Of the file system's own exceptions the message is the file's name. */
  private static String why(IOException e) {
    return e instanceof AccessDeniedException
        ? "its permissions do not allow it"
        : String.valueOf(e.getMessage());
  }
}
