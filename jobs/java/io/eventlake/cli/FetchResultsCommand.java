package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.Place;
import io.eventlake.config.ShellCommand;
import io.eventlake.connector.oneroster.BundleFetch;
import io.eventlake.connector.oneroster.FetchedResults;
import io.eventlake.connector.oneroster.LandedBundle;
import io.eventlake.connector.oneroster.LandingFolder;
import io.eventlake.connector.oneroster.OneRosterClient;
import io.eventlake.connector.oneroster.ResultType;
import io.eventlake.connector.oneroster.ResultsFetch;
import io.eventlake.connector.oneroster.WebAddress;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fetch-results}: assessment results of OneRoster 1.2 into a folder. */
@Command(
    name = "fetch-results",
    description = {
      "Lands assessment results of a OneRoster 1.2 server as files that run xp reads: what changed"
          + " since an hour before the newest that was seen, page by page; or a CSV bundle.",
      "It may be repeated and killed at any time: nothing is lost, and run xp counts each result"
          + " once. What is no page or no whole bundle is not landed, and exits with 1."
    },
    footer = {
      "%nExamples:",
      "  eventlake fetch-results --url https://example.org/ims/oneroster/gradebook/v1p2"
          + " --token-url https://login.example.org/oauth2/token --client-id lake"
          + " --secret-file secret.txt --out results",
      "  eventlake fetch-results --url https://example.org/ims/oneroster/gradebook/v1p2"
          + " --type assessmentResults,results --out results --dry-run",
      "  eventlake fetch-results --bundle export.zip --out results"
    })
final class FetchResultsCommand implements Callable<Integer> {

  /** One way to say where from. */
  static final class From {

    @Option(
        names = "--url",
        paramLabel = "URL",
        required = true,
        description = "The server's gradebook, the address before /assessmentResults.")
    String url;

    @Option(
        names = "--bundle",
        paramLabel = "FILE|URL",
        required = true,
        description = "A CSV bundle: a zip with manifest.csv, bulk or delta.")
    String bundle;
  }

  @ArgGroup(multiplicity = "1")
  From from;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      converter = PlaceConverter.class,
      description =
          "The folder, of this machine or s3://bucket/folder; each fetch has one of its own in it.")
  String out;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      split = ",",
      defaultValue = "assessmentResults",
      description = "${COMPLETION-CANDIDATES}, or both (default: ${DEFAULT-VALUE}).")
  List<ResultType> types;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Ask from this time on, for example once more what was fetched before.")
  Instant since;

  @Option(
      names = "--dry-run",
      description = "Ask for a token and the first page, or read the bundle, and land nothing.")
  boolean dryRun;

  @Mixin FetchServerMixin server;
  @Mixin FetchAwsMixin aws;
  @Mixin FormatMixin format;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    if (!Place.isOnS3(out)) {
      OutFolder.require(spec.commandLine(), Path.of(out));
    }

    if (from.bundle != null && since != null) {
      throw new ParameterException(
          spec.commandLine(), "--since is for --url; a bundle is taken as it is");
    }

    Clock clock = Clock.systemUTC();
    try {
      fetch(clock);
      aws.done(clock, dryRun);
    } catch (RuntimeException e) {
      aws.failed(clock, dryRun, e);
      throw e;
    }

    return ExitCode.OK;
  }

  private void fetch(Clock clock) {
    OneRosterClient client = server.client(from.bundle != null, aws, clock);
    if (from.bundle == null) {
      results(client, clock);
    } else {
      bundle(new BundleFetch(client, clock));
    }
  }

  private void results(OneRosterClient client, Clock clock) {
    URI url = WebAddress.of("--url", from.url, WebAddress.Query.NONE);
    ResultsFetch fetch = new ResultsFetch(client, url, clock, this::say);
    List<FetchedResults> all = new ArrayList<>();
    try (LandingFolder folder = folder()) {
      for (ResultType type : new LinkedHashSet<>(types)) {
        all.add(told(dryRun ? fetch.plan(type, since, folder) : fetch.fetch(type, since, folder)));
      }
    }

    List<Map<String, Object>> rows = new ArrayList<>();
    all.forEach(fetched -> rows.add(row(fetched)));
    end(all.stream().anyMatch(one -> one.landed > 0), Map.of("types", rows));
  }

  private LandingFolder folder() {
    return dryRun ? LandingFolder.look(out, aws.s3()) : LandingFolder.open(out, aws.s3());
  }

  private FetchedResults told(FetchedResults one) {
    String from = one.since == null ? "all" : "changed after " + one.since;
    say(
        one.type
            + " ("
            + from
            + "): "
            + (dryRun
                ? "the first page has " + one.results + " results; nothing was landed"
                : one.results + " results in " + one.pages + " pages, " + one.landed + " landed")
            + (one.lastSeen == null ? "" : "; the newest seen is of " + one.lastSeen));
    if (one.ahead > 0) {
      say(
          one.ahead
              + " results say that they were changed later than now: the next fetch does not begin"
              + " behind them, and they come again until then");
    }

    return one;
  }

  private static Map<String, Object> row(FetchedResults one) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("type", one.type.toString());
    row.put("since", one.since == null ? null : one.since.toString());
    row.put("pages", one.pages);
    row.put("landed", one.landed);
    row.put("results", one.results);
    row.put("ahead", one.ahead);
    row.put("last_seen", one.lastSeen == null ? null : one.lastSeen.toString());
    return row;
  }

  private void bundle(BundleFetch fetch) {
    URI uri =
        from.bundle.matches("(?i)https?://.*")
            ? WebAddress.of("--bundle", from.bundle, WebAddress.Query.ANY)
            : null;
    Path file = uri == null ? file(from.bundle) : null;
    LandedBundle landed;
    if (dryRun) {
      landed = uri == null ? fetch.plan(file) : fetch.plan(uri);
    } else {
      try (LandingFolder folder = folder()) {
        landed = uri == null ? fetch.fetch(file, folder) : fetch.fetch(uri, folder);
      }
    }

    String what = "The bundle has " + landed.results + " results " + landed.kinds;
    say(
        what
            + (landed.file != null
                ? "; landed as " + landed.file
                : dryRun ? "; nothing was landed" : "; it is the last one that was landed"));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("results", landed.results);
    facts.put("kinds", landed.kinds);
    facts.put("file", landed.file);
    end(landed.file != null, facts);
  }

  private Path file(String text) {
    try {
      return Place.local(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--bundle = '" + text + "' " + e.getMessage(), e);
    }
  }

  private void end(boolean landed, Map<String, Object> facts) {
    if (landed) {
      say(
          "Next, with your roster:"
              + ShellCommand.of("run", "xp", "--set", "xp.results=" + out)
                  .with("--set", "xp.roster=roster.json")
                  .line());
    }

    if (format.isJson()) {
      Map<String, Object> document =
          FormatMixin.document(dryRun ? "PLANNED" : landed ? "LANDED" : "DONE");
      document.putAll(facts);
      FormatMixin.write(document, spec.commandLine().getOut());
    }
  }

  private void say(String line) {
    PrintWriter people = format.people(spec.commandLine());
    people.println(line);
    people.flush();
  }
}
