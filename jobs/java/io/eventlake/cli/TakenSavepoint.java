package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.rewind.SavepointTags;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;

/** A savepoint that is there: told, and its tables tagged where that was asked for. */
final class TakenSavepoint {

  private final String job;
  private final String path;

  TakenSavepoint(String job, String path) {
    this.job = job;
    this.path = path;
  }

  /** Its path alone, for scripts; before it is tagged, which may fail. */
  void print(PrintWriter out) {
    out.println(path);
    out.flush();
  }

  /**
   * Tags the tables as the savepoint knows them.
   *
   * @param name the tag's without its prefix; null for none
   */
  void tag(LakeOptionsMixin lake, String name) throws IOException {
    if (name == null) {
      return;
    }

    try (LakeTables tables = lake.open(job)) {
      SavepointTags.create(tables, job, path, name);
    }
  }

  /** As {@link #tag}, then a document, with the path also where that fails. */
  void tagAndWrite(String verdict, LakeOptionsMixin lake, String name, PrintWriter out)
      throws IOException {
    String outcome = "NOT TAGGED";
    try {
      tag(lake, name);
      outcome = verdict;
    } finally {
      FormatMixin.write(document(outcome, job, path, name), out);
    }
  }

  /**
   * The document of a savepoint, or of a job that ended without one.
   *
   * @param path null for none
   * @param name of the tag; null for none
   */
  static Map<String, Object> document(String verdict, String job, String path, String name) {
    Map<String, Object> document = FormatMixin.document(verdict);
    document.put("job", job);
    document.put("savepoint", path);
    document.put("tag", name == null ? null : SavepointTags.PREFIX + name);
    return document;
  }
}
