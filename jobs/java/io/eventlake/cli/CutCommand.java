package io.eventlake.cli;

import io.eventlake.cli.format.Documents;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.ConfigException;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.cut.AthenaViews;
import io.eventlake.lake.cut.LakeCuts;
import io.eventlake.lake.cut.PublishedCut;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cut}: states of the whole lake that have a name. */
@Command(
    name = "cut",
    description = {
      "Names a state of the whole lake: all tables as they are at one checkpoint, while jobs go on.",
      "A cut stays readable until it is dropped: with sql --as-of NAME here, by views in Athena."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CutCommand.Publish.class, CutCommand.ListCuts.class, CutCommand.Drop.class})
final class CutCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Which? cut publish, cut list or cut drop NAME");
  }

  /** What the subcommands share. */
  abstract static class OfLake implements Callable<Integer> {

    @Spec CommandSpec spec;
    @Mixin LakeOptionsMixin lake;
    @Mixin LakeFamilyMixin family;
    @Mixin FormatMixin format;

    PrintWriter out() {
      return spec.commandLine().getOut();
    }

    /** The statements alone for people, who send them to a file. */
    void tell(String verdict, PublishedCut cut, String statements) {
      if (format.isJson()) {
        Map<String, Object> document = FormatMixin.document(verdict);
        document.putAll(Documents.cut(cut));
        document.put("statements", statements);
        format.tell(document, out());
      } else {
        out().print(statements);
      }
    }

    static String checked(String name) {
      if (name != null && !LakeCuts.isName(name)) {
        throw new ConfigException(
            "The name of a cut is made of a to z, 0 to 9 and _, at most 60 of them, since views are"
                + " named after it; not: "
                + name);
      }

      return name;
    }
  }

  /** {@code cut publish}. */
  @Command(
      name = "publish",
      description = {
        "Names the newest state that all tables have in common, and tags its snapshots, so that no"
            + " expiry takes them.",
        "Prints the statements that create Athena's views of it, TABLE_cut_NAME; run them in Athena"
            + " one by one. Once more for the same state does no harm."
      },
      footer = {
        "%nExamples:",
        "  eventlake cut publish --name march --warehouse lake > cut-march.sql",
        "  eventlake cut publish --name noon --at 2026-03-01T12:00:00Z --warehouse lake",
        "  eventlake sql --as-of march \"SELECT COUNT(*) FROM gold.fact_funnel\""
      })
  static final class Publish extends OfLake {

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "Its name, of a to z, 0 to 9 and _ (default: the time of the state, UTC).")
    String name;

    @Option(
        names = "--at",
        paramLabel = "TIME",
        description =
            "The state of that time instead of the newest, such as 2026-03-01T12:00:00Z or"
                + " yesterday, as far back as snapshots are kept.")
    Instant at;

    @Override
    public Integer call() throws IOException {
      checked(name);
      return new EachFamily(family.all(lake.options()), format, spec.commandLine())
          .ofStatements()
          .run(this::publish);
    }

    private int publish(LakeCatalog one) {
      try (LakeTables tables = new LakeTables(one.requireExisting())) {
        LakeCuts cuts = new LakeCuts(tables);
        PublishedCut cut = at == null ? cuts.publish(name) : cuts.publish(name, at);
        name = cut.name(); // of all families, by the first of them
        tell("PUBLISHED", cut, new AthenaViews(one, cut).create());
      }

      return ExitCode.OK;
    }
  }

  /** {@code cut list}. */
  @Command(
      name = "list",
      description = {
        "Lists the cuts: name, newest checkpoint, time and number of tables.",
        "An incomplete one was interrupted: publish it again, or drop it."
      })
  static final class ListCuts extends OfLake {

    @Override
    public Integer call() throws IOException {
      return new EachFamily(family.all(lake.options()), format, spec.commandLine()).run(this::list);
    }

    private int list(LakeCatalog one) throws IOException {
      try (LakeTables tables = new LakeTables(one.requireExisting())) {
        if (format.isJson()) {
          format.tell(Documents.cuts(new LakeCuts(tables).list()), out());
          return ExitCode.OK;
        }

        TableResultWriter writer = new TableResultWriter(out());
        writer.begin(List.of("cut", "checkpoint", "time", "tables", "state"));
        LakeCuts cuts = new LakeCuts(tables);
        for (PublishedCut cut : cuts.list()) {
          writer.row(
              Arrays.asList(
                  cut.name(),
                  cut.checkpoint(),
                  cut.time() == null ? null : cut.time().toString(),
                  cut.snapshots().size(),
                  cut.isComplete() ? "complete" : "incomplete"));
        }

        writer.end();
        out().flush();
        cuts.unreadable().forEach(spec.commandLine().getErr()::println);
        return cuts.unreadable().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
      }
    }
  }

  /** {@code cut drop}. */
  @Command(
      name = "drop",
      description = {
        "Forgets a cut: its tags go, and expiry may take its snapshots.",
        "Prints the statements that drop Athena's views of it; run them first, for a view of"
            + " snapshots that are gone fails."
      })
  static final class Drop extends OfLake {

    @Parameters(paramLabel = "NAME", description = "The name of the cut.")
    String name;

    @Override
    public Integer call() throws IOException {
      checked(name);
      List<LakeCatalog> families = family.all(lake.options());
      List<LakeCatalog> having = families.stream().filter(this::has).collect(Collectors.toList());
      return new EachFamily(having.isEmpty() ? families : having, format, spec.commandLine())
          .ofStatements()
          .run(this::drop);
    }

    private boolean has(LakeCatalog one) {
      try (LakeTables tables = new LakeTables(one.requireExisting())) {
        return new LakeCuts(tables).list().stream().anyMatch(cut -> cut.name().equals(name));
      }
    }

    private int drop(LakeCatalog one) {
      try (LakeTables tables = new LakeTables(one.requireExisting())) {
        PublishedCut cut = new LakeCuts(tables).drop(name);
        tell("DROPPED", cut, new AthenaViews(one, cut).drop());
      }

      return ExitCode.OK;
    }
  }
}
