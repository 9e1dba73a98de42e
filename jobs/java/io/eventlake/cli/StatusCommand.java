package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.LakeOptions;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.LiveStatus;
import io.eventlake.job.RunStatus;
import io.eventlake.table.TableSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}: the jobs of a lake on this machine. */
@Command(
    name = "status",
    description = {
      "Tells which jobs of the lake run on this machine: since when, how far behind the stream, the"
          + " last commit, where the web UI is, and what --resume would restore.",
      "Of jobs that run elsewhere it knows the last commit. Changes nothing."
    },
    footer = {
      "%nExamples:",
      "  eventlake status --warehouse lake",
      "  eventlake status --config production.json --format json"
    })
final class StatusCommand implements Callable<Integer> {

  @Mixin LakeOptionsMixin lake;
  @Mixin LakeFamilyMixin family;
  @Mixin FormatMixin format;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "A local.state-directory, where the job has one of its own.")
  Path directory;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    LakeOptions options = lake.options();
    lake.catalog().requireExisting();
    List<RunStatus> jobs = RunStatus.of(options, directory);
    if (family.isGiven()) {
      TableSet meant = family.one(options).set();
      jobs.removeIf(job -> !meant.has(JobCatalog.findStreaming(job.job()).tables()));
    }

    PrintWriter out = spec.commandLine().getOut();
    if (format.isJson()) {
      FormatMixin.write(document(options, jobs), out);
    } else {
      print(options, jobs, out);
    }

    return ExitCode.OK;
  }

  private static Map<String, Object> document(LakeOptions options, List<RunStatus> jobs) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (RunStatus job : jobs) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("job", job.job());
      one.put("runs", job.runs());
      one.put("since", job.since());
      one.put("process", job.process());
      one.put("state_directory", job.directory().toString());
      one.put("last_commit", job.lastCommit());
      one.put("checkpoint", number(job, LiveStatus.CHECKPOINT));
      one.put("behind_millis", number(job, LiveStatus.BEHIND_MILLIS));
      one.put("web_ui", job.told().get(LiveStatus.WEB_UI));
      one.put("resume", job.isResumable() ? job.resume() : null);
      one.put("resume_why_not", job.isResumable() ? null : job.resume());
      all.add(one);
    }

    Map<String, Object> document = new LinkedHashMap<>();
    document.put("verdict", verdict(options, jobs));
    document.put("running", jobs.stream().filter(RunStatus::runs).count());
    document.put("lake", options.warehouse);
    document.put("jobs", all);
    return document;
  }

  private static Long number(RunStatus job, String name) {
    return job.told().containsKey(name) ? Long.valueOf(job.told().get(name)) : null;
  }

  private static String verdict(LakeOptions options, List<RunStatus> jobs) {
    long running = jobs.stream().filter(RunStatus::runs).count();
    String count = running == 0 ? "No job" : running + (running == 1 ? " job" : " jobs");
    return count
        + " of the lake "
        + options.warehouse
        + (running > 1 ? " run" : " runs")
        + " on this machine.";
  }

  private static void print(LakeOptions options, List<RunStatus> jobs, PrintWriter out) {
    out.println(verdict(options, jobs));
    for (RunStatus job : jobs) {
      out.println();
      out.println(job.job() + (job.runs() ? " runs" : " does not run"));
      line("process", job.process(), out);
      line("state directory", job.directory().toString(), out);
      line("last commit", job.lastCommit() == null ? "none" : job.lastCommit(), out);
      line("checkpoint", job.told().get(LiveStatus.CHECKPOINT), out);
      line("behind", behind(job), out);
      line("web UI", job.told().get(LiveStatus.WEB_UI), out);
      line("tells nothing", job.silence(), out);
      line("--resume restores", job.resume(), out);
    }

    out.flush();
  }

  private static String behind(RunStatus job) {
    Long millis = number(job, LiveStatus.BEHIND_MILLIS);
    return millis == null ? null : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
  }

  /** A line with a value; without one there is none. */
  private static void line(String name, String value, PrintWriter out) {
    if (value != null && !value.isEmpty()) {
      out.printf(Locale.ROOT, "  %-17s  %s%n", name, value);
    }
  }
}
