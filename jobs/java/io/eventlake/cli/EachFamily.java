package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.connector.iceberg.LakeCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/**
 * A command's work for each family of a lake: for one as if there could be no other; for several
 * under a heading each, or with one document of all, and with the verdict of all.
 */
final class EachFamily {

  /** What is done for one; gives the exit code. */
  interface Work {
    int of(LakeCatalog family) throws IOException;
  }

  private final List<LakeCatalog> families;
  private final FormatMixin format;
  private final CommandLine told;
  private String heading = "Family ";
  private boolean isJudged;

  EachFamily(List<LakeCatalog> families, FormatMixin format, CommandLine told) {
    this.families = families;
    this.format = format;
    this.told = told;
  }

  /** With headings that are comments: what is printed are statements. */
  EachFamily ofStatements() {
    heading = "-- Family ";
    return this;
  }

  /** With a verdict of all at the end. */
  EachFamily judged() {
    isJudged = true;
    return this;
  }

  /**
   * Does the work.
   *
   * @return the exit code: it fails where it does for one
   */
  int run(Work work) throws IOException {
    if (families.size() == 1) {
      return work.of(families.get(0));
    }

    List<String> failed = new ArrayList<>();
    PrintWriter out = told.getOut();
    for (LakeCatalog family : families) {
      String name = family.set().name();
      if (format.isJson()) {
        format.gather(name);
      } else {
        out.println(heading + name);
        out.flush();
      }

      if (one(work, family) != ExitCode.OK) {
        failed.add(name);
      }

      if (!format.isJson()) {
        out.println();
      }
    }

    if (format.isJson()) {
      format.tellGathered(failed, out);
    }

    if (isJudged && !format.isJson()) {
      out.println(
          failed.isEmpty()
              ? "PASS: the families " + LakeFamilyMixin.names(families) + "."
              : "FAIL: of the families "
                  + LakeFamilyMixin.names(families)
                  + " these are not in order: "
                  + String.join(", ", failed));
      out.flush();
    }

    return failed.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** An error of one family is told where its words would stand, and the others go on. */
  private int one(Work work, LakeCatalog family) {
    try {
      return work.of(family);
    } catch (ParameterException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      if (format.isJson()) {
        format.tell(FormatMixin.document("ERROR"), told.getOut());
      }

      return Errors.of(told).tell(e, told.getErr());
    }
  }
}
