package io.eventlake.deploy;

import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/**
 * What {@code cdk} runs: three stacks, in the order in which they are deployed, a fourth for
 * QuickSight, a fifth for product metrics and a sixth for the fetch of results. The jar has to be
 * in its bucket before the jobs' stack, and the tables in the catalog before it as well, since
 * grants name them; so the script in {@code bin/deploy.sh} deploys them one by one.
 */
public final class InfrastructureApp {

  private InfrastructureApp() {}

  /** Writes the templates to where {@code cdk} expects them. */
  public static void main(String[] args) {
    App app = new App();
    define(app, Path.of(".."));
    app.synth();
  }

  /**
   * Defines the stacks.
   *
   * @param deploy the folder {@code deploy/managed-flink}
   */
  static Stacks define(App app, Path deploy) {
    Settings settings = new Settings(deploy, app.getNode());
    // The region is that of the files of properties; the account is whose credentials deploy.
    StackProps props =
        StackProps.builder()
            .env(
                Environment.builder()
                    .account(System.getenv("CDK_DEFAULT_ACCOUNT"))
                    .region(settings.region)
                    .build())
            .terminationProtection(true)
            .build();
    DataStack data = new DataStack(app, settings.names.of("data"), props, settings);
    JobsStack jobs = new JobsStack(app, settings.names.of("jobs"), props, settings, data);
    AccessStack access =
        new AccessStack(app, settings.names.of("access"), props, settings, data, jobs);
    Optional<AnalyticsStack> analytics = Optional.empty();
    if (!settings.quickSightPrincipal.isEmpty()) {
      analytics =
          Optional.of(
              new AnalyticsStack(app, settings.names.of("analytics"), props, settings, data));
      analytics.get().addStackDependency(access);
    }

    Optional<ProductStack> product =
        settings
            .product()
            .map(
                job ->
                    new ProductStack(
                        app,
                        settings.names.of("product"),
                        props,
                        settings,
                        ProductSettings.of(job, settings.names, settings.region, app.getNode()),
                        data));
    Optional<FetchStack> fetch =
        settings
            .fetching()
            .map(
                job ->
                    new FetchStack(
                        app,
                        settings.names.of("fetch"),
                        props,
                        FetchSettings.of(job, settings, data.getAccount(), app.getNode()),
                        data));
    return new Stacks(data, jobs, access, analytics, product, fetch);
  }

  /**
   * The stacks of one lake.
   *
   * @param analytics where there is QuickSight
   * @param product where there are product metrics
   * @param fetch where results are fetched
   */
  record Stacks(
      DataStack data,
      JobsStack jobs,
      AccessStack access,
      Optional<AnalyticsStack> analytics,
      Optional<ProductStack> product,
      Optional<FetchStack> fetch) {}
}
