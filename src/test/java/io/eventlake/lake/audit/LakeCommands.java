package io.eventlake.lake.audit;

import io.eventlake.cli.Main;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.iceberg.Table;

/** Commands over one lake, and what the last of them said. */
final class LakeCommands {

  private final Path warehouse;
  private final StringWriter out;
  private final StringWriter err;

  LakeCommands(Path warehouse, StringWriter out, StringWriter err) {
    this.warehouse = warehouse;
    this.out = out;
    this.err = err;
  }

  Table table(TableName name) {
    try (LakeTables lake =
        new LakeTables(
            Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()))))) {
      return lake.load(name);
    }
  }

  /** Looks at the lake for a job that reads files; what errors said before stays. */
  int doctor() {
    out.getBuffer().setLength(0);
    return Main.run(
        new PrintWriter(out),
        new PrintWriter(err),
        "doctor",
        "--set",
        "job.name=clickstream",
        "--set",
        "source.type=files",
        "--set",
        "source.path=" + warehouse,
        "--set",
        "lake.warehouse=" + warehouse);
  }

  int run(String... command) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] words = Arrays.copyOf(command, command.length + 2);
    words[command.length] = "--warehouse";
    words[command.length + 1] = warehouse.toString();
    return Main.run(new PrintWriter(out), new PrintWriter(err), words);
  }
}
