package io.eventlake.deploy;

import java.util.ArrayList;
import java.util.List;
import software.constructs.Node;

/**
 * What the fetch of assessment results is made of: the file of XP, and from the context an image
 * and where its task runs.
 *
 * @param folder where results are landed, which {@code run xp} reads
 * @param secret of the client that the server knows
 */
record FetchSettings(
    DeployedJob job,
    Names names,
    String region,
    Settings.Folder folder,
    StoredSecret secret,
    TaskPlace place) {

  /**
   * Reads and checks all.
   *
   * @throws IllegalArgumentException naming what is missing or does not fit
   */
  static FetchSettings of(DeployedJob job, Settings settings, String account, Node context) {
    JobProperties properties = job.properties;
    check(
        deployed(job, "url").startsWith("https://"),
        properties + ": deploy.fetch-url must be an address of https");
    Settings.Folder folder = Settings.Folder.of(properties.require("xp", "results"));
    check(
        folder.bucket().equals(settings.source.bucket())
            && !(folder.key() + "/").startsWith(settings.source.key() + "/"),
        properties
            + ": xp.results must be a folder of the bucket of lake.bronze-warehouse, "
            + settings.source.bucket()
            + ", beside the warehouse");
    StoredSecret secret = StoredSecret.at(deployed(job, "secret"), settings.region, account);
    check(
        secret != null,
        properties + ": deploy.fetch-secret must be secretsmanager:NAME or ssm:NAME");
    return new FetchSettings(
        job,
        settings.names,
        settings.region,
        folder,
        secret,
        TaskPlace.of(context, "fetch", "the fetch of results"));
  }

  private static String deployed(DeployedJob job, String key) {
    return job.properties.require("deploy", "fetch-" + key);
  }

  private String deployed(String key, String otherwise) {
    return job.properties.get("deploy", "fetch-" + key, otherwise);
  }

  String time() {
    return deployed("schedule", "cron(0 1 * * ? *)");
  }

  /** The words of the task. */
  List<String> command() {
    List<String> words = new ArrayList<>(List.of("fetch-results"));
    for (String key : List.of("url", "token-url", "client-id", "secret")) {
      words.addAll(List.of("--" + key, deployed(job, key)));
    }

    String scope = deployed("scope", "");
    if (!scope.isEmpty()) {
      words.addAll(List.of("--scope", scope));
    }

    words.addAll(List.of("--type", deployed("types", "assessmentResults")));
    words.addAll(List.of("--out", "s3://" + folder.bucket() + "/" + folder.key()));
    words.addAll(List.of("--region", region, "--verdict-namespace", names.namespace()));
    return words;
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
