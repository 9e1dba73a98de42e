package io.eventlake.cli;

import io.eventlake.cli.format.CommandFormat;
import io.eventlake.config.ConfigException;
import io.eventlake.family.RecordJudge;
import io.eventlake.job.JobCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code contract test}: a folder of documents against a family's rules. */
@Command(
    name = "test",
    description = {
      "Judges all documents of a folder and of those within it: .json files, each a record, and"
          + " .ndjson and .jsonl files, a record on each line. Tells of each whether it is good or"
          + " bad, the reason and the JSON pointer. No lake is needed, and no value of a record is"
          + " printed.",
      "Exits with 1 when a record is bad or there is none, with 2 when a file cannot be read."
    },
    footer = {
      "%nExamples:",
      "  eventlake contract test --family caliper --dir fixtures",
      "  eventlake contract test --family caliper --dir envelopes --rules intake --extensions timeback-1",
      "  eventlake contract test --family web --dir events --format json > verdicts.json"
    })
final class ContractTestCommand implements Callable<Integer> {

  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      defaultValue = "web",
      completionCandidates = FamilyMixin.Names.class,
      description = "Whose rules: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String family;

  @Option(names = "--dir", paramLabel = "DIR", required = true, description = "The folder.")
  private Path directory;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = {
        "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "JSON is an array of objects with \"file\", \"verdict\", \"reason\" and \"pointer\"; the"
            + " counts go to standard error then."
      })
  private CommandFormat format;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Records that a table shows (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private CaliperRulesMixin rules;
  @Mixin private PropertiesMixin given;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (limit < 0) {
      throw new ConfigException("--limit = '" + limit + "' must not be negative");
    }

    Map<String, String> properties = given.read();
    rules.takeFrom(properties);
    RecordJudge judge = JudgedFamilies.judge(family, properties, rules);
    FolderFiles files = FolderFiles.of(directory);
    FolderReport report =
        format == CommandFormat.JSON
            ? FolderReport.json(spec.commandLine().getOut(), spec.commandLine().getErr())
            : FolderReport.table(spec.commandLine().getOut(), limit);
    new FolderJudge(judge, JobCatalog.options().parseDecode(properties).maxRecordBytes, report)
        .judge(files);
    report.end(files);
    return report.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
