package io.eventlake.cli;

import io.eventlake.cli.format.Documents;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.TimeWords;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.rewind.TimedTags;
import io.eventlake.lake.rewind.TimedTags.Change;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tag}: keeps what savepoints need that are known by name and time only. */
@Command(
    name = "tag",
    description = {
      "Tags the tables of a job for savepoints that are known by their names and times, such as the"
          + " snapshots of Managed Flink, which have no path: as long as a tag is there, no expiry"
          + " takes what a restore of its savepoint needs. Each table is tagged, savepoint-NAME, at"
          + " what was in all tables at that time. Exits with 1 when one gets no tags, since what it"
          + " needs is not there any more.",
      "Tags that are there stay where they are. Of a savepoint on disk 'savepoint --path' reads what"
          + " it knows of the tables."
    },
    footer = {
      "%nExamples:",
      "  eventlake tag daily-1=2026-11-20T03:15:00Z daily-2=2026-11-21T03:15:00Z --prune",
      "  eventlake rewind --to-tag daily-1"
    })
final class TagCommand implements Callable<Integer> {

  private static final List<String> COLUMNS = List.of("savepoint", "time", "tags", "remark");

  @Parameters(
      paramLabel = "NAME=TIME",
      arity = "0..*",
      description = "A savepoint and its time, such as 2026-11-20T03:15:00Z.")
  List<String> named = List.of();

  @Mixin TablesJobMixin of;

  @Option(
      names = "--prune",
      description =
          "Remove the tags of all other savepoints of the job, those of 'savepoint --name' too.")
  boolean prune;

  @Option(names = "--dry-run", description = "Show what would be done, and change nothing.")
  boolean dryRun;

  @Mixin FormatMixin format;
  @Mixin LakeOptionsMixin lake;
  @Spec CommandSpec spec;

  private final Map<String, Instant> savepoints = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    String job = of.name(lake.options());
    named.forEach(this::add);
    if (savepoints.isEmpty() && !prune) {
      throw new ParameterException(
          spec.commandLine(), "Which savepoints? NAME=TIME of each, or --prune for none of them");
    }

    try (LakeTables tables = lake.open(job)) {
      TimedTags tags = new TimedTags(tables, job);
      Map<String, Change> changes =
          dryRun ? tags.plan(savepoints, prune) : tags.run(savepoints, prune);
      Map<String, String> outOfReach = tags.outOfReach();
      print(changes, outOfReach);
      return outOfReach.isEmpty() || dryRun ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private void add(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new ParameterException(
          spec.commandLine(), "'" + text + "' is not of the form NAME=TIME");
    }

    try {
      Instant time = TimeWords.instant(text.substring(equals + 1), Clock.systemUTC());
      if (savepoints.put(text.substring(0, equals), time) != null) {
        throw new IllegalArgumentException("names a savepoint once more");
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "'" + text + "' " + e.getMessage(), e);
    }
  }

  private void print(Map<String, Change> changes, Map<String, String> outOfReach)
      throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (Map.Entry<String, Change> each : changes.entrySet()) {
      String name = each.getKey();
      rows.add(
          Arrays.asList(name, savepoints.get(name), words(each.getValue()), outOfReach.get(name)));
    }

    PrintWriter out = spec.commandLine().getOut();
    if (format.isJson()) {
      Map<String, Object> document = FormatMixin.document(verdict(outOfReach));
      document.put("savepoints", Documents.rows(COLUMNS, rows));
      FormatMixin.write(document, out);
      return;
    }

    TableResultWriter writer = new TableResultWriter(out);
    writer.begin(COLUMNS);
    for (List<Object> row : rows) {
      writer.row(row);
    }

    writer.end();
    if (dryRun) {
      out.println("Nothing was changed.");
    } else if (!outOfReach.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "Not tagged: "
                  + String.join(", ", new TreeSet<>(outOfReach.keySet()))
                  + ". The tables cannot be taken back to these any more: delete such a savepoint,"
                  + " or leave it out");
    }
  }

  private String verdict(Map<String, String> outOfReach) {
    if (dryRun) {
      return "PLANNED";
    }

    return outOfReach.isEmpty() ? "DONE" : "NOT ALL DONE";
  }

  private static String words(Change change) {
    return change.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
