package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options {@code --job} and {@code --family}: whose tables a command changes. */
final class TablesJobMixin {

  @Option(
      names = "--job",
      paramLabel = "JOB",
      description = "The job whose tables are meant. Default: clickstream.")
  private String job;

  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      completionCandidates = FamilyMixin.Names.class,
      description =
          "In place of --job: the family that it writes, of ${COMPLETION-CANDIDATES}. One of the"
              + " two is needed where the lake has several families.")
  private String family;

  /**
   * The name of the job that is meant.
   *
   * @throws ConfigException when there is no such job or family, or several may be meant
   */
  String name(LakeOptions options) {
    if (job != null && family != null) {
      throw new ConfigException("--job and --family say the same: write one of them");
    } else if (job != null) {
      return JobCatalog.findStreaming(job).name();
    } else if (family != null) {
      return Lakes.job(family);
    }

    List<LakeCatalog> families =
        Lakes.families(options).stream()
            .filter(one -> Lakes.isFamily(one.set().name()))
            .collect(Collectors.toList());
    if (families.isEmpty()) {
      throw new ConfigException("No job with a state has tables in this lake");
    }

    if (families.size() > 1) {
      throw new ConfigException(
          "The lake has tables of several families: add --job, one of "
              + families.stream()
                  .map(one -> Lakes.job(one.set().name()))
                  .collect(Collectors.joining(", ")));
    }

    return Lakes.job(families.get(0).set().name());
  }
}
